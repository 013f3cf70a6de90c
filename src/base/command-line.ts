/** Commands for users to copy: `holdfast restore --bucket acme-backups --path ./restored`. */

/** What says where a vault lies. */
export interface VaultPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  readonly forcePathStyle?: boolean | undefined;
}

/** @param flags further flags by name; one without a value is a switch */
export function holdfastCommand(
  mode: string,
  { bucket, prefix, region, endpointUrl, forcePathStyle }: VaultPlace,
  flags: Readonly<Record<string, string | true>>,
): string {
  const all: Readonly<Record<string, string | true | undefined>> = {
    bucket,
    prefix: prefix || undefined,
    'endpoint-url': endpointUrl,
    'aws-region': region,
    'force-path-style': forcePathStyle === true ? true : undefined,
    ...flags,
  };
  const words = Object.entries(all).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value === true) return [`--${name}`];
    // What begins with a hyphen would be taken for a flag.
    return [`--${name}${value.startsWith('-') ? '=' : ' '}${quoted(value)}`];
  });
  return ['holdfast', mode, ...words].join(' ');
}

/** As a POSIX shell reads it back, and zsh, which takes `=name` for the path of a program. */
export function quoted(text: string): string {
  return /^(?!=)[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The command in lines of that width, as far as its flags allow, which a shell reads as one. */
export function brokenCommand(command: string, widthMax: number): string[] {
  const lines: string[] = [];
  for (const part of command.split(/ (?=--)/)) {
    const last = lines.at(-1);
    // Room for the space and the backslash that may follow.
    if (last !== undefined && last.length + 1 + part.length + 2 <= widthMax)
      lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(last === undefined ? part : `  ${part}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}
