/**
 * The little XML that S3 and STS need: elements and text. Attributes are read over, since no request of the SDK carries
 * meaning in them.
 */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Content of an element: text, a list of contents, or named children; undefined children are left out. */
export type XmlContent = string | number | boolean | Date | XmlContent[] | { [name: string]: XmlContent | undefined };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\r\n\t]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** `<name>...</name>`; a list gives the element once per item. */
export function element(name: string, content: XmlContent): string {
  if (Array.isArray(content)) return content.map((item) => element(name, item)).join('');
  return `<${name}>${inner(content)}</${name}>`;
}

function inner(content: Exclude<XmlContent, XmlContent[]>): string {
  if (content instanceof Date) return content.toISOString();
  if (typeof content !== 'object') return escapeXml(String(content));
  return Object.entries(content)
    .map(([name, child]) => (child === undefined ? '' : element(name, child)))
    .join('');
}

/** A whole answer document with S3's or STS's name space. */
export function xmlDocument(root: string, namespace: string, content: XmlContent): string {
  const body = Array.isArray(content) ? '' : inner(content);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${body}</${root}>`;
}

/** Throws an Error on anything that is not one well-formed element. */
export function parseXml(text: string): XmlElement {
  const tokens =
    /<\?[^]*?\?>|<!--[^]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
  const top: { name: string; children: XmlElement[]; text: string } = { name: '', children: [], text: '' };
  const open = [top];
  let at = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    at = tokens.lastIndex;
    const [, closing, name, , selfClosing, chars] = match;
    const current = open.at(-1) ?? top;
    if (chars !== undefined) current.text += unescapeXml(chars);
    else if (name === undefined) continue;
    else if (closing === '/') {
      if (open.length < 2 || current.name !== name) throw new Error(`unexpected </${name}>`);
      open.pop();
    } else {
      const child = { name, children: [], text: '' };
      current.children.push(child);
      if (selfClosing !== '/') open.push(child);
    }
  }
  const [root] = top.children;
  if (at !== text.length || open.length !== 1 || root === undefined || top.children.length !== 1) {
    throw new Error('not well-formed XML');
  }
  return root;
}

function unescapeXml(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(parseInt(name.slice(1), 10));
    return ENTITIES[name] ?? whole;
  });
}

export function child(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let at = parent;
  for (const name of path) at = at?.children.find((candidate) => candidate.name === name);
  return at;
}

export function children(parent: XmlElement | undefined, name: string): XmlElement[] {
  return (parent?.children ?? []).filter((candidate) => candidate.name === name);
}

/** Text of a descendant, or undefined where it is not there. */
export function textOf(parent: XmlElement | undefined, ...path: string[]): string | undefined {
  return child(parent, ...path)?.text.trim();
}
