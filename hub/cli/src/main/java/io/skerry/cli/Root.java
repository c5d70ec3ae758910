package io.skerry.cli;

import io.skerry.cli.fault.CliFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code skerry} without a word. */
@Command(
        name = "skerry",
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        synopsisSubcommandLabel = "WORD",
        description = "Applications in many data centers: deploy them, watch them, roll them back.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it was tried and failed",
            "2:the command line makes no sense",
            "3:nobody is signed in, or the token is no longer good",
            "4:signed in, and not allowed",
            "5:there is no such thing",
            "6:something else stands in the way",
            "7:waited as long as asked; the work goes on",
            "8:the hub does not answer",
            "9:done in some data centers, failed in others"
        })
final class Root implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CliFault.usage("a word is missing", "See: skerry --help");
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Root.class.getPackage().getImplementationVersion();
            return new String[] {"skerry " + (version == null ? "(not packaged)" : version)};
        }
    }
}
