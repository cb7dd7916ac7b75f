/** Shells that can complete. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/**
 * What a shell is told once. Each asks the program itself what can stand at the cursor, so that rules and versions are those of the
 * version that is installed: `completion --words -- WORD... :CURRENT` answers with a line each, `VALUE<tab>WHAT IT IS`; `:files` and `:nospace`
 * are no values. The colon keeps an empty word from being lost.
 */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# In ~/.bashrc: eval "$(db-manifests completion bash)"
_db_manifests() {
  local line=\${COMP_LINE:0:COMP_POINT} words current cut='' value file
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  local last=$((\${#words[@]} - 1))
  current=\${words[last]}
  # What stands in front of the last "=" is a word of its own to bash, and stays.
  [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && cut=\${current%"\${current##*=}"}
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    case $value in
      :files)
        compopt -o filenames 2> /dev/null
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "\${current#"$cut"}")
        ;;
      :nospace) compopt -o nospace 2> /dev/null ;;
      *) COMPREPLY+=("\${value#"$cut"}") ;;
    esac
  done < <("\${words[0]}" completion --words -- "\${words[@]:1:last-1}" ":$current" 2> /dev/null)
}
complete -F _db_manifests db-manifests
`,
  zsh: `#compdef db-manifests
# In ~/.zshrc, behind compinit: eval "$(db-manifests completion zsh)"; or as a file _db-manifests in a folder of $fpath.
_db_manifests() {
  local line value
  local -a lines values shown nospace files
  lines=("\${(@f)$("\${words[1]}" completion --words -- "\${(@Q)words[2,CURRENT-1]}" ":\${(Q)words[CURRENT]}" 2> /dev/null)}")
  for line in $lines; do
    case $line in
      :files) files=(1) ;;
      :nospace) nospace=(-S '') ;;
      *)
        value=\${line%%$'\\t'*}
        values+=("$value")
        [[ $line == *$'\\t'* ]] && shown+=("$value -- \${line#*$'\\t'}") || shown+=("$value")
        ;;
    esac
  done
  (( $#values )) && compadd -l -d shown "\${nospace[@]}" -a values
  (( $#files )) && _files
}
if [[ $funcstack[1] == _db_manifests || $funcstack[1] == _db-manifests ]]; then
  _db_manifests "$@"
else
  compdef _db_manifests db-manifests
fi
`,
  fish: `# In ~/.config/fish/completions/db-manifests.fish: db-manifests completion fish | source
function __db_manifests_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] completion --words -- $words[2..-1] ":$current" 2> /dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':nospace'
            case '*'
                echo $line
        end
    end
end
complete -c db-manifests -f -a '(__db_manifests_words)'
`,
  powershell: `# In $PROFILE: db-manifests completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName db-manifests -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  & db-manifests completion --words -- @before ":$wordToComplete" 2>$null | Where-Object { $_ -notlike ':*' } |
    ForEach-Object {
      $value, $help = $_ -split "\`t", 2
      if (-not $help) { $help = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
}
`,
};
