package io.skerry.cli.command.machine;

import io.skerry.cli.command.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion}: what a shell needs to complete words, options and names. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print a completion script for a shell; it asks the hub for names of tenants, applications, components and data centers.",
            "bash: source <(skerry completion bash)",
            "zsh:  source <(skerry completion zsh)",
            "fish: skerry completion fish | source"
        })
public final class Completion implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "SHELL", defaultValue = "bash", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    /** A shell that completes. */
    enum Shell {
        BASH("""
                _skerry() {
                  local IFS=$'\\n'
                  COMPREPLY=($("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
                  [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
                }
                complete -o default -F _skerry skerry ./skerry
                """),
        ZSH("""
                #compdef skerry
                _skerry() {
                  local -a found
                  found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                  if [[ -n "${found[1]}" ]]; then
                    compadd -a found
                  else
                    _files
                  fi
                }
                compdef _skerry skerry ./skerry
                """),
        FISH("""
                function __skerry
                  set -l line (commandline -opc)
                  $line[1] complete -- $line[2..-1] (commandline -ct) 2>/dev/null
                end
                complete -c skerry -a '(__skerry)'
                """);

        private final String script;

        Shell(String script) {
            this.script = script;
        }

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The word, for that session. */
    public Completion(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.console().out().print(shell.script);
        return 0;
    }
}
