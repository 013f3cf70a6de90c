/** Messages in the shapes that receivers publish, with names that want to be more than names. */
import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import fc from 'fast-check';
import { type Message, messageOfFailure, messageOfResult } from '../../src/notify/message.ts';
import { bodyOf, templateFor } from '../../src/notify/templates.ts';
import { HoldfastError } from '../../src/base/errors.ts';
import { VERSION } from '../../src/base/version.ts';
import type { ProblemClass } from '../../src/report/problems.ts';

const HOSTILE =
  '<!channel> <@U123> @everyone @here <@&99> <at>All</at> [click](https://evil.example) https://evil.example www.evil.example **bold** `x` & <b>';

const MESSAGE: Message = {
  holdfast: '1.0.0',
  mode: 'backup',
  outcome: 'failure',
  status: 'failed',
  exitCode: 1,
  durationMs: 1234,
  title: `Backup of ${HOSTILE}`,
  facts: [{ name: 'Files', text: HOSTILE }],
  text: HOSTILE,
  problems: [{ type: 'warning', class: 'unreadable-file', count: 2, text: HOSTILE }],
  workflow: { repository: 'acme/shop', name: HOSTILE, url: 'https://github.com/acme/shop/actions/runs/1' },
};

test.each([
  ['https://hooks.slack.com/services/T0/B0/x', 'slack'],
  ['https://discord.com/api/webhooks/1/x', 'discord'],
  ['https://canary.discord.com/api/webhooks/1/x', 'discord'],
  ['https://prod-23.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?sig=x', 'teams'],
  ['https://default1.2.environment.api.powerplatform.com:443/powerautomate/automations/direct/x', 'teams'],
  ['https://acme.webhook.office.com/webhookb2/x', 'teams'],
  ['https://example.com/hooks.slack.com', 'json'],
  ['https://hooks.slack.com.evil.example/', 'json'],
])('the receiver of %s gets %s', (address, template) => {
  expect(templateFor(new URL(address))).toBe(template);
});

test('JSON holds the message as it is, with the name of its format', () => {
  expect(JSON.parse(bodyOf('json', MESSAGE))).toEqual({ format: 'holdfast-notification/1', ...MESSAGE });
});

/** Every text that is shown, wherever it stands. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['text', 'title', 'description', 'name', 'value'].includes(key) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, Array.isArray(value) ? key : name));
}

test('for Slack names are plain text: no mention, no link, no markup', () => {
  const body = JSON.parse(bodyOf('slack', MESSAGE)) as { blocks: { type: string; elements?: unknown }[] };
  const untrusted = { ...body, blocks: body.blocks.filter(({ type }) => type !== 'context') };
  for (const text of textsIn(untrusted)) expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)|:\/\/|@\w|www\./);
  expect(body.blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'context']);
  expect(JSON.stringify(untrusted)).not.toContain('mrkdwn');
  expect(body.blocks.at(-1)?.elements).toEqual([
    { type: 'mrkdwn', text: '<https://github.com/acme/shop/actions/runs/1|See the run>', verbatim: true },
  ]);
});

test('for Discord nobody is mentioned, and marks of Markdown are characters', () => {
  const body = JSON.parse(bodyOf('discord', MESSAGE)) as { allowed_mentions: unknown };
  expect(body.allowed_mentions).toEqual({ parse: [] });
  for (const text of textsIn(body)) expect(text).not.toMatch(/(?<!\\)[*_~`|<>[\]()@]|:\/\/|@\w|www\./);
});

test('for Teams the reader of Adaptive Cards finds nothing wrong, and names are in no Markdown', () => {
  const body = JSON.parse(bodyOf('teams', MESSAGE)) as {
    type: string;
    attachments: { contentType: string; content: { body: { type: string }[] } }[];
  };
  expect(body.type).toBe('message');
  expect(body.attachments.map(({ contentType }) => contentType)).toEqual(['application/vnd.microsoft.card.adaptive']);
  const content = body.attachments[0]?.content;
  const context = new SerializationContext();
  const card = new AdaptiveCard();
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  expect([...events, ...card.validateProperties().validationEvents.map(({ message }) => message)]).toEqual([]);
  expect(card.getItemCount()).toBe(content?.body.length);
  expect(new Set(content?.body.map(({ type }) => type))).toEqual(new Set(['RichTextBlock']));
  expect(JSON.stringify(content)).not.toContain('"entities"');
});

/** Of their documentation; Teams takes a message of 28 KB. */
const TEXT_LIMITS = { slack: 3000, discord: 4096, teams: 28_000 } as const;

test('whatever a run is called, a message keeps the limits of its receiver', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5000 }),
    fc.constantFrom('&<>', '*_`', '\u202eabc', '@').map((part) => part.repeat(2000)),
  );
  fc.assert(
    fc.property(name, fc.integer({ min: 0, max: 30 }), (text, count) => {
      const error = new HoldfastError({ code: 'internal', message: text, why: text, fix: text });
      const item = { type: 'warning', class: 'x', message: text } as const;
      const problem: ProblemClass = { class: 'x', type: 'warning', count: 1, items: [item] };
      const problems = Array.from({ length: count }, () => problem);
      const failed = messageOfFailure('backup', error, { exitCode: 1, durationMs: 1, problems, env: {} });
      for (const template of ['slack', 'discord', 'teams'] as const) {
        const body = bodyOf(template, failed);
        for (const shown of textsIn(JSON.parse(body))) expect(shown.length).toBeLessThanOrEqual(TEXT_LIMITS[template]);
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28_000);
      }
      const header = (JSON.parse(bodyOf('slack', failed)) as { blocks: { text: { text: string } }[] }).blocks[0];
      expect(header?.text.text.length).toBeLessThanOrEqual(150);
      const embed = (JSON.parse(bodyOf('discord', failed)) as { embeds: { title: string }[] }).embeds[0];
      expect(embed?.title.length).toBeLessThanOrEqual(256);
    }),
    { numRuns: 50 },
  );
});

test('a message tells the outcome of a run, and links to its page only where that is an address', () => {
  const result = {
    mode: 'backup',
    status: 'partial',
    exitCode: 3,
    outputs: { snapshot: 'x', bytes: 5 },
    tables: [],
    json: {},
    summary: { title: 'Backup of acme/shop\u202e', facts: { Files: [[1234, 'count'], ' files'] }, text: 'One\nTwo' },
  } as const;
  const workflow = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7',
    GITHUB_WORKFLOW: 'W',
    GITHUB_SERVER_URL: 'https://github.com',
  };
  const facts = { exitCode: 0, durationMs: 1.6, problems: [], env: workflow };
  expect(messageOfResult(result, facts)).toEqual({
    holdfast: VERSION,
    mode: 'backup',
    outcome: 'partial',
    status: 'partial',
    exitCode: 0,
    durationMs: 2,
    title: 'Backup of acme/shop\\u202e: partial',
    facts: [{ name: 'Files', text: '1,234 files' }],
    text: 'One Two',
    problems: [],
    outputs: { snapshot: 'x', bytes: 5 },
    workflow: { repository: 'acme/shop', name: 'W', url: 'https://github.com/acme/shop/actions/runs/7' },
  });
  const long = { ...result, outputs: { matrix: 'x'.repeat(1001), repositories: 3 } };
  expect(messageOfResult(long, facts).outputs).toEqual({ repositories: 3 });
  const env = { ...workflow, GITHUB_SERVER_URL: 'https://x|<!channel>' };
  expect(messageOfResult(result, { ...facts, env }).workflow).toEqual({ repository: 'acme/shop', name: 'W' });
});
