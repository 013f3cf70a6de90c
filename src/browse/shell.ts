/** What is around every page: its head, style, script, and the policy that lets nothing else run or load. */
import { createHash } from 'node:crypto';
import { html, visibleLine } from '../base/text.ts';

/** Untrusted text as HTML: what reorders, hides or ends something is shown as an escape. */
export function text(untrusted: string): string {
  return html(visibleLine(untrusted));
}

/** A command to copy. */
export function command(line: string): string {
  return `<code class="cmd">${text(line)}</code>`;
}

export interface Page {
  readonly title: string;
  /** Whether it holds a search. */
  readonly hasScript: boolean;
}

const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#57606a;--line:#d0d7de;--box:#f6f8fa;--link:#0550ae;--bad:#a40e26;--mid:#7a4d00;--good:#116329;--bar:#0550ae}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9ea7b3;--line:#3d444d;--box:#161b22;--link:#79c0ff;--bad:#ff9492;--mid:#e3b341;--good:#6fdd8b;--bar:#79c0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:75rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}footer{padding-bottom:2rem;color:var(--soft);font-size:.875rem}
nav a,.lists a{margin-right:1rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem}
tbody tr{border-top:1px solid var(--line)}
thead th{background:var(--box);white-space:nowrap}.f thead th+th{white-space:normal}.f thead th{overflow-wrap:normal}
tbody th{background:var(--box);font-weight:600}
.p,.f td:first-child,.f th,h1,.cmd{overflow-wrap:anywhere}.p{min-width:12rem}td.w{min-width:18rem}.st{min-width:10rem}.v{min-width:7rem}
.st{overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap}.t{white-space:nowrap}
.f td:first-child,.f th i,td.p,td code{white-space:pre-wrap}
.f td+td,.f thead th+th{text-align:right}.f td+td{white-space:nowrap}.f td:first-child{min-width:10rem}
.cmd,pre{font:.875rem/1.5 ui-monospace,monospace;background:var(--box);border-radius:6px}
.cmd{display:block;padding:.4rem .6rem;white-space:pre-wrap;border:1px solid var(--line)}
pre{padding:.6rem;border:1px solid var(--line);white-space:pre-wrap;margin:.5rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0}
.facts div{flex:1 1 9rem;min-width:0;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;background:var(--box)}
.facts dt{color:var(--soft);font-size:.875rem}.facts dd{margin:0;font-size:1.15rem;font-weight:600}
.bad{color:var(--bad);font-weight:600}.mid{color:var(--mid);font-weight:600}.good{color:var(--good)}
.soft{color:var(--soft)}
details summary{cursor:pointer;color:var(--link);white-space:nowrap}
.f i{display:none;font-style:normal;font-weight:400;color:var(--soft)}
.c:checked~.wide .f i{display:inline}.c:checked~.wide .f td:first-child,.c:checked~.wide .f th i{font-family:ui-monospace,monospace;font-size:.875rem}
figure{margin:1rem 0;overflow-x:auto}figcaption{font-weight:600}
svg{display:block;width:100%;height:auto;min-width:34rem;max-width:60rem}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}svg .axis{stroke:var(--line)}svg .bar{fill:var(--bar)}svg .line{stroke:var(--bar);fill:none;stroke-width:2}
input[type=search]{width:100%;max-width:40rem;font:inherit;padding:.4rem .6rem;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
@media(max-width:40rem){body{font-size:15px}.t{white-space:normal;min-width:6.5rem}.p{min-width:8rem}th,td{padding:.3rem .4rem}h1{font-size:1.3rem}}
`.replaceAll('\n', '');

/** Finds paths in the list that the page holds as data. Texts go into the page as text only. */
const SCRIPT = `
(function(){
var list=JSON.parse(document.getElementById('paths').textContent),field=document.getElementById('q'),out=document.getElementById('hits'),said=document.getElementById('said');
field.disabled=false;
field.addEventListener('input',function(){
var words=field.value.toLowerCase().split(/\\s+/).filter(Boolean),found=0;
out.textContent='';
if(words.length)for(var i=0;i<list.length;i++)for(var j=2;j<list[i].length;j+=2){
var names=list[i][j+1].split('/'),name='';
for(var k=0;k<names.length;k++){
name=name.slice(0,parseInt(names[k][0],36))+names[k].slice(1);
var path=list[i][j]+name,low=path.toLowerCase();
if(!words.every(function(w){return low.indexOf(w)>=0}))continue;
found++;
if(found>200)continue;
var item=document.createElement('li'),link=document.createElement('a');
link.href=list[i][0]+j/2;link.textContent=path;item.appendChild(link);
var series=document.createElement('span');series.className='soft';series.textContent=' '+list[i][1];item.appendChild(series);out.appendChild(item);}}
said.textContent=words.length?found+(found===1?' path':' paths')+(found>200?', the first 200 shown':''):'';
});
})();
`.replaceAll('\n', '');

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/** No request to anywhere, no form, no other base; the style and the script of this very page. */
function policyOf(hasScript: boolean): string {
  const script = hasScript ? ` script-src ${hashOf(SCRIPT)};` : '';
  return `default-src 'none'; style-src ${hashOf(STYLE)};${script} base-uri 'none'; form-action 'none'`;
}

/** What stands before and after the content of a page. */
export function pageAround({ title, hasScript }: Page): readonly [string, string] {
  const before = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(hasScript)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
`;
  return [before, `\n${hasScript ? `<script>${SCRIPT}</script>\n` : ''}</body>\n</html>\n`];
}

/** A list as data for the script, which no text in it can end: what stands before its items and after them; commas between. */
export function dataBlock(id: string): readonly [string, string] {
  return [`<script type="application/json" id="${id}">[`, ']</script>'];
}

export function dataItem(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A table that scrolls by itself where it is too wide, also by keyboard. A group and no landmark: one page may have hundreds. */
export function table(label: string, heads: readonly string[], rows: string, kind = ''): string {
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
  return `<div class="wide" tabindex="0" role="group" aria-label="${text(label)}"><table${kind === '' ? '' : ` class="${kind}"`}><thead><tr>${head}</tr></thead>${rows}</table></div>`;
}
