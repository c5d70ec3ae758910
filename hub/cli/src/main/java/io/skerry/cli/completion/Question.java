package io.skerry.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What is asked for at the end of a command line; pure.
 *
 * @param word the one that is being written, perhaps empty
 * @param fixed words that fit whatever the hub knows
 * @param names what of the hub's fits beside them
 * @param tenant said before; absent if not
 * @param application said before; absent if not
 */
public record Question(
        String word,
        List<String> fixed,
        Names names,
        @Nullable String tenant,
        @Nullable String application) {

    public Question {
        fixed = List.copyOf(fixed);
    }

    /**
     * Reads the words of a command line.
     *
     * @param words without the program; the last one is being written
     */
    public static Question of(CommandLine root, List<String> words) {
        return new Reading(root).read(words);
    }

    private static final class Reading {

        private CommandLine command;
        private @Nullable OptionSpec open;
        private int arguments;
        private boolean free;
        private @Nullable String tenant;
        private @Nullable String application;

        Reading(CommandLine root) {
            command = root;
        }

        Question read(List<String> words) {
            words.subList(0, words.size() - 1).forEach(this::take);
            var word = words.getLast();
            if (free) {
                return question(word, List.of(), Names.NONE);
            }
            if (open != null) {
                return filling(word, open);
            }
            if (word.startsWith("-")) {
                return question(word, options(), Names.NONE);
            }
            var fixed = arguments == 0 ? subcommands() : List.<String>of();
            var argument = command.getCommandSpec().positionalParameters().stream()
                    .filter(positional -> positional.index().contains(arguments))
                    .findFirst();
            return question(word, fixed, argument.map(Names::of).orElse(Names.NONE));
        }

        private void take(String word) {
            if (open != null) {
                note(open, word);
                open = null;
            } else if (word.equals("--")) {
                free = true;
            } else if (!free && word.startsWith("-")) {
                option(word);
            } else if (arguments == 0 && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else {
                arguments++;
                free |= command.getCommandSpec().parser().stopAtPositional();
            }
        }

        private void option(String word) {
            var equals = word.indexOf('=');
            var option = command.getCommandSpec().findOption(equals < 0 ? word : word.substring(0, equals));
            if (option == null) {
                return;
            }
            if (equals >= 0) {
                note(option, word.substring(equals + 1));
            } else if (option.arity().max() > 0) {
                open = option;
            }
        }

        private void note(OptionSpec option, String value) {
            switch (Names.of(option)) {
                case TENANTS -> tenant = value;
                case APPLICATIONS -> application = value;
                default -> {
                    // Says nothing of where.
                }
            }
        }

        private Question filling(String word, ArgSpec option) {
            var candidates = new ArrayList<String>();
            if (option.completionCandidates() != null) {
                option.completionCandidates().forEach(candidates::add);
            }
            return question(word, candidates, Names.of(option));
        }

        private List<String> subcommands() {
            return command.getSubcommands().entrySet().stream()
                    .filter(word ->
                            !word.getValue().getCommandSpec().usageMessage().hidden())
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        private List<String> options() {
            return command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .sorted()
                    .toList();
        }

        private Question question(String word, List<String> fixed, Names names) {
            return new Question(word, fixed, names, tenant, application);
        }
    }
}
