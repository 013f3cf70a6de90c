/**
 * Bodies of notifications in the shapes that receivers publish. Names in them are untrusted: each template makes them plain text in
 * the way of its receiver, so that none becomes a mention, a link or markup.
 *
 * - Slack: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * - Teams: Workflows, "When a Teams webhook request is received", with an Adaptive Card
 * - Discord: https://discord.com/developers/docs/resources/webhook#execute-webhook
 */
import type { KnownBlock, PlainTextElement } from '@slack/types';
import type { RESTPostAPIWebhookWithTokenJSONBody as DiscordMessage } from 'discord-api-types/v10';
import { cutText } from '../base/text.ts';
import { type Message, problemText } from './message.ts';

export type Template = 'json' | 'slack' | 'teams' | 'discord';

const HOSTS: readonly (readonly [Template, RegExp])[] = [
  ['slack', /^hooks\.slack(?:-gov)?\.com$/],
  ['discord', /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/],
  ['teams', /\.(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)$/],
];

/** The template of a receiver that is known by its host; else the JSON of the message. */
export function templateFor(url: URL): Template {
  return HOSTS.find(([, host]) => host.test(url.hostname))?.[0] ?? 'json';
}

/** The body, as JSON text. */
export function bodyOf(template: Template, message: Message): string {
  return JSON.stringify(BODIES[template](message));
}

const BODIES: Readonly<Record<Template, (message: Message) => object>> = {
  json: (message) => ({ format: 'holdfast-notification/1', ...message }),
  slack,
  teams,
  discord,
};

const PROBLEMS_SHOWN = 5;

/** What follows the title: one paragraph a line. */
function paragraphs({ exitCode, text, problems, workflow }: Message): string[] {
  const more = problems.length - PROBLEMS_SHOWN;
  return [
    text,
    ...problems.slice(0, PROBLEMS_SHOWN).map(problemText),
    more > 0 ? `And ${String(more)} more kinds of problems.` : '',
    [`Exit code ${String(exitCode)}`, workflow?.repository, workflow?.name].filter(Boolean).join(' - '),
  ].filter((line) => line !== '');
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${cutText(text, maxChars - 3)}...`;
}

/**
 * An address in a text is a link for a chat program, whatever the markup. A word joiner, which is not seen, takes that from it,
 * and from an @ its meaning.
 */
function unlinked(text: string): string {
  return text.replace(/:(?=\/\/)|www(?=\.)|@/gi, '$&\u2060');
}

/** Texts of Slack are escaped in these three characters, in plain text too; `<!channel>` then is a text as any other. */
function slackText(text: string, maxChars: number): string {
  const escape = (each: string): string =>
    each.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // The limit counts what is sent; nothing is cut within an escape.
  let plain = cut(unlinked(text), maxChars);
  while (escape(plain).length > maxChars) plain = cut(plain, plain.length - 10);
  return escape(plain);
}

const SLACK = { headerMax: 150, textMax: 3000, fieldMax: 2000, fieldsMax: 10 };

interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

function slack(message: Message): SlackMessage {
  const plain = (text: string, maxChars: number): PlainTextElement => ({
    type: 'plain_text',
    text: slackText(text, maxChars),
    emoji: false,
  });
  const { workflow } = message;
  const fields = message.facts
    .slice(0, SLACK.fieldsMax)
    .map(({ name, text }) => plain(`${name}\n${text}`, SLACK.fieldMax));
  const blocks: KnownBlock[] = [{ type: 'header', text: plain(message.title, SLACK.headerMax) }];
  if (fields.length > 0) blocks.push({ type: 'section', fields });
  blocks.push({ type: 'section', text: plain(paragraphs(message).join('\n'), SLACK.textMax) });
  const run = workflow?.url === undefined ? undefined : `<${workflow.url}|See the run>`;
  if (run !== undefined) blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text: run, verbatim: true }] });
  return { text: slackText(message.title, SLACK.textMax), unfurl_links: false, unfurl_media: false, blocks };
}

const TEAMS_COLOURS = { success: 'Good', partial: 'Warning', failure: 'Attention', cancelled: 'Warning' } as const;

/** Text of a RichTextBlock is shown as it is, while that of a TextBlock or a fact is Markdown. The whole stays below 28 KB. */
function teams(message: Message): object {
  const run = (text: string, more: object = {}): object => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: unlinked(text), ...more }],
  });
  const { workflow, outcome } = message;
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            run(message.title, { size: 'Large', weight: 'Bolder', color: TEAMS_COLOURS[outcome] }),
            ...message.facts.map(({ name, text }) => run(`${name}: ${text}`)),
            ...paragraphs(message).map((text) => run(text)),
          ],
          ...(workflow?.url !== undefined && {
            actions: [{ type: 'Action.OpenUrl', title: 'See the run', url: workflow.url }],
          }),
          msteams: { width: 'Full' },
        },
      },
    ],
  };
}

const DISCORD = { titleMax: 256, descriptionMax: 3000, fieldMax: 1024, nameMax: 256, fieldsMax: 10 };
const DISCORD_COLOURS = { success: 0x2da44e, partial: 0xd4a72c, failure: 0xcf222e, cancelled: 0x6e7781 } as const;

/** No name mentions anybody: `allowed_mentions` of nothing holds for the whole message. */
function discord(message: Message): DiscordMessage {
  const { workflow, facts, outcome } = message;
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: discordText(message.title, DISCORD.titleMax),
        description: discordText(paragraphs(message).join('\n'), DISCORD.descriptionMax),
        color: DISCORD_COLOURS[outcome],
        ...(workflow?.url !== undefined && { url: workflow.url }),
        fields: facts.slice(0, DISCORD.fieldsMax).map(({ name, text }) => ({
          name: discordText(name, DISCORD.nameMax),
          value: discordText(text === '' ? '-' : text, 200),
          inline: true,
        })),
      },
    ],
  };
}

/** Markdown of Discord: each mark with a backslash before it is that character. */
function discordText(text: string, maxChars: number): string {
  const escape = (each: string): string => each.replace(/[\\*_~`|>#<[\]()@:-]/g, '\\$&');
  let plain = cut(unlinked(text), maxChars);
  while (escape(plain).length > maxChars) plain = cut(plain, plain.length - 10);
  return escape(plain);
}
