package io.skerry.model.run;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.WantedComponent;

/**
 * Run a command once in a component's environment; the body of the command {@link #COMMAND} and the value of {@code order/run/<id>}. It is
 * begun at most once: where nobody can say whether it ran, its end is {@code outcome-unknown}.
 *
 * @param instance the id of the instance that is made for it, as {@link #instanceOf} gives it
 * @param wanted the component as it is to run; {@code spec.run} says the command
 * @param timeLimitSeconds after which it is stopped
 */
public record RunOrder(String instance, WantedComponent wanted, long timeLimitSeconds) {

    /** The command that starts a run. */
    public static final String COMMAND = "run.start";
    /** The command that cancels one; its target is the id of the other. */
    public static final String CANCEL = "run.cancel";
    /** The queue of orders in the edge store. */
    public static final String QUEUE = "run";
    /** The queue of those to cancel. */
    public static final String CANCEL_QUEUE = "run-cancel";

    private static final String MARK = "-run-";

    /**
     * The id of a one-off instance. No other instance is called so: theirs go on with hexadecimal digits after the component's name.
     *
     * @param digits hexadecimal ones that no other run of the component has
     */
    public static String instanceOf(String component, String digits) {
        return component + MARK + digits;
    }

    /** Whether an instance of the component was made for a single command. */
    public static boolean isOneOff(ComponentRef component, String instance) {
        return instance.startsWith(component.component() + MARK);
    }
}
