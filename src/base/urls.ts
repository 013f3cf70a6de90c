/** Removes the part before the @ of a URL from all output: it may be a password or a token. */

/**
 * Up to the last @ before the path, as URLs are read; `git@` is the usual user of ssh, and no secret. A scheme of one
 * letter is a drive of Windows. Those of the web need no slashes:
 * https://url.spec.whatwg.org/#special-authority-ignore-slashes-state
 */
const USER = /\b([a-z][a-z0-9+.-]+:[\\/]{2,}|(?:https?|ftp|wss?):[\\/]*)(?!git@)(?:\\"|[^\s"'<>/\\?#])*@/gi;
/** A password that was not encoded may hold a slash; a port before a path does not make one. */
const PASSWORD =
  /\b([a-z][a-z0-9+.-]+:[\\/]{2,}|(?:https?|ftp|wss?):[\\/]*)[^\s"'<>/\\?#@:]*:(?!\d{1,5}[/?#])(?:\\"|[^\s"<>@])+@/gi;

export function blankUrlPasswords(text: string): string {
  if (!text.includes('@')) return text;
  return text.replace(USER, '$1***@').replace(PASSWORD, '$1***@');
}

/** The password of a text that as a whole is meant as a URL, as it came in; undefined without one. */
export function passwordInUrl(text: string): string | undefined {
  return /^\s*[a-z][a-z0-9+.-]*:[\\/]{2}[^@/:]*:(?!\d{1,5}[/?#])(.+)@/is.exec(text)?.[1];
}
