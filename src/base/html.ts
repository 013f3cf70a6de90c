/** Text as HTML: the one place where untrusted text becomes a part of a page. */

/** For text and for attributes in quotes. What is not visible in it is for the caller to show (`visibleLine`). */
export function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
