/** Completion scripts for bash, zsh and fish, made from the table of inputs. */
import { HoldfastError } from '../base/errors.ts';
import { nearest } from '../inputs/nearest.ts';
import { type InputName, inputsOf, type Mode, MODE_NAMES, MODES, specOf } from '../inputs/schema.ts';
import { ALIASES } from './arguments.ts';

const SCRIPTS = { bash, zsh, fish } as const;

/** @throws bad-input for another shell */
export function completionScript(shell: string | undefined): string {
  const names = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];
  const name = names.find((each) => each === shell);
  if (name !== undefined) return SCRIPTS[name]();
  const meant = shell === undefined ? undefined : nearest(shell, names);
  throw new HoldfastError({
    code: 'bad-input',
    message: `completion: ${shell === undefined ? 'no shell is given' : `there is none for ${JSON.stringify(shell)}`}.`,
    fix: `Give bash, zsh or fish: source <(holdfast completion ${meant ?? 'bash'})`,
  });
}

/** The words that may follow a flag: its choices. For a `path` the shell completes by itself. */
function valuesOf(name: InputName): readonly string[] {
  return specOf(name).choices ?? [];
}

const EVERYWHERE = ['--help', '--help-all'];

/** First words: modes, their other names, and commands that are not modes. */
function firstWords(): readonly (readonly [word: string, what: string])[] {
  return [
    ...MODE_NAMES.map((mode) => [mode, MODES[mode]] as const),
    ...Object.entries(ALIASES).map(([alias, mode]) => [alias, MODES[mode]] as const),
    ['completion', 'Print a completion script for bash, zsh or fish.'],
    ['help', 'Show the help of a mode.'],
  ];
}

/** The word of a mode on the command line, or several, as a pattern of `case`. */
function wordsOf(mode: Mode): string[] {
  return [mode, ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === mode)];
}

function bash(): string {
  const values = inputsOf('cli')
    .filter((name) => valuesOf(name).length > 0)
    .map((name) => `    --${name}) words='${valuesOf(name).join(' ')}' ;;`);
  const flags = MODE_NAMES.map((mode) => {
    const words = [...inputsOf('cli', mode).map((name) => `--${name}`), ...EVERYWHERE];
    return `    ${wordsOf(mode).join('|')}) words='${words.join(' ')}' ;;`;
  });
  return `# bash completion of holdfast: source <(holdfast completion bash)
_holdfast() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${firstWords()
      .map(([word]) => word)
      .join(' ')} --help --version' -- "$current"))
    return
  fi
  case "$before" in
    completion) words='${Object.keys(SCRIPTS).join(' ')}' ;;
    help) words='${MODE_NAMES.join(' ')}' ;;
${values.join('\n')}
  esac
  if [ -z "$words" ] && [[ $current == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${flags.map((line) => `  ${line}`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _holdfast holdfast
`;
}

function zsh(): string {
  const escaped = (text: string): string => text.replaceAll('`', '').replaceAll("'", "'\\''");
  const first = firstWords().map(([word, what]) => `    '${word}:${escaped(what.replaceAll(':', '\\:'))}'`);
  const modes = MODE_NAMES.map((mode) => {
    const specs = inputsOf('cli', mode).map((name) => {
      const spec = specOf(name);
      const help = escaped((spec.inMode?.(mode).help ?? spec.help).replace(/[[\]\\:]/g, '\\$&'));
      const isSwitch = spec.kind === 'boolean';
      const action = valuesOf(name).length > 0 ? `(${valuesOf(name).join(' ')})` : '_files';
      const many = spec.kind === 'lines' || spec.kind === 'list' ? '*' : '';
      return `      '${many}--${name}[${help}]${isSwitch ? '' : `:${name}:${escaped(action)}`}'`;
    });
    return `    ${wordsOf(mode).join('|')}) _arguments \\\n${[...specs, "      '*:argument:_files'"].join(' \\\n')} ;;`;
  });
  return `#compdef holdfast
# zsh completion of holdfast: source <(holdfast completion zsh), after compinit
_holdfast() {
  local -a modes
  modes=(
${first.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'mode' modes
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
    completion) _values 'shell' ${Object.keys(SCRIPTS).join(' ')} ;;
    help) _describe 'mode' modes ;;
${modes.join('\n')}
  esac
}
if [ "$funcstack[1]" = _holdfast ]; then _holdfast "$@"; else compdef _holdfast holdfast; fi
`;
}

function fish(): string {
  const quoted = (text: string): string =>
    `'${text.replaceAll('`', '').replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const first = firstWords().map(
    ([word, what]) => `complete -c holdfast -n __fish_use_subcommand -f -a ${word} -d ${quoted(what)}`,
  );
  const flags = MODE_NAMES.flatMap((mode) =>
    inputsOf('cli', mode).map((name) => {
      const spec = specOf(name);
      const values = valuesOf(name);
      const takes = spec.kind === 'boolean' ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
      const help = quoted(spec.inMode?.(mode).help ?? spec.help);
      return `complete -c holdfast -n '__fish_seen_subcommand_from ${wordsOf(mode).join(' ')}' -l ${name}${takes} -d ${help}`;
    }),
  );
  const shells = `complete -c holdfast -n '__fish_seen_subcommand_from completion' -f -a '${Object.keys(SCRIPTS).join(' ')}'`;
  return `# fish completion of holdfast: holdfast completion fish | source\n${[...first, shells, ...flags].join('\n')}\n`;
}
