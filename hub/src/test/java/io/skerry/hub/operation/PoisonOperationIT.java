package io.skerry.hub.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Caller;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import io.skerry.testkit.patience.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Operations whose handler throws, never ends, says too much or makes no sense of what it was given, among others that are well. */
@Tag("F18")
class PoisonOperationIT {

    private static final int WELL = Integer.getInteger("poison.others", 20);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMillis(50), 5);

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Map<String, Integer> looks = new HashMap<>();
    private static TestHub hub;
    private OperationDriver driver;

    @BeforeAll
    static void startHub() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.bean(OperationDriver.class).stop();
    }

    @BeforeEach
    void start() {
        var handlers = new StaticListableBeanFactory(Map.of(
                "throws", handler("throws", this::breakDown),
                "endless", handler("endless", this::goOnForEver),
                "sleeps", handler("sleeps", this::wait),
                "large", handler("large", this::sayTooMuch),
                "well", handler("well", state -> OperationStates.succeeded(state, List.of(), Map.of()))));
        driver = new OperationDriver(
                hub.bean(Database.class),
                hub.bean(Resources.class),
                hub.bean(Statuses.class),
                hub.bean(OperationRepository.class),
                handlers.getBeanProvider(OperationHandler.class),
                hub.bean(EventSink.class),
                SHORT,
                hub.bean(Clock.class));
        driver.start();
    }

    @AfterEach
    void stop() {
        broken.set(false);
        never.countDown();
        driver.stop();
    }

    @AfterAll
    static void stopHub() {
        hub.close();
    }

    @Test
    void whatFailsAgainAndAgainIsSetAsideAndHoldsUpNobody() {
        var poison = new ArrayList<>(List.of(
                begin("throws"), begin("endless"), begin("sleeps"), begin("large"), begin("nobody-knows-this")));
        var unreadable = begin("well", "update operation_lease set due = now() + interval '1 second' where uid = ?");
        run("update status set body = '{}' where uid = ?", unreadable);
        poison.add(unreadable);

        var slowest = Duration.ZERO;
        for (var number = 0; number < WELL; number++) {
            var began = System.nanoTime();
            var well = begin("well");
            Eventually.await(SOON, "an operation that is well ends", () -> state(well) == State.SUCCEEDED);
            var took = Duration.ofNanos(System.nanoTime() - began);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        for (var operation : poison) {
            Eventually.await(
                    operation.spec(OperationSpec.class).action() + " is set aside",
                    () -> state(operation) == State.FAILED);
            assertThat(hub.get(path(operation))
                            .json()
                            .at("/status/cause/message")
                            .asString())
                    .isNotBlank();
        }
        assertThat(hub.get(path(poison.getFirst()))
                        .json()
                        .at("/status/cause/message")
                        .asString())
                .contains("set this aside", "failed 5 times", "broken");

        System.out.printf(
                "F18 operations: %d poisoned, %d others, slowest %d ms%n", poison.size(), WELL, slowest.toMillis());
        assertThat(looks).containsEntry("throws", 5).containsEntry("endless", 1).containsEntry("sleeps", 5);
    }

    @Test
    void whatWasSetAsideIsTriedAgainWhenSomebodyAsks() {
        var poisoned = begin("throws");
        var well = begin("well");
        Eventually.await("it is set aside", () -> state(poisoned) == State.FAILED);
        Eventually.await("the other ended", () -> state(well) == State.SUCCEEDED);

        broken.set(false);
        assertThat(hub.post(path(poisoned) + ":retry", "{}").status()).isEqualTo(200);

        Eventually.await("it ends well", () -> state(poisoned) == State.SUCCEEDED);
        assertThat(hub.post(path(well) + ":retry", "{}").status()).isEqualTo(409);
    }

    private OperationState breakDown(OperationState state) {
        if (broken.get()) {
            throw new IllegalStateException("broken");
        }
        return OperationStates.succeeded(state, List.of(), Map.of());
    }

    /** Waits for nothing, hears nothing. */
    private OperationState goOnForEver(OperationState state) {
        while (never.getCount() > 0) {
            Thread.onSpinWait();
        }
        return state;
    }

    private OperationState wait(OperationState state) {
        try {
            never.await();
            return state;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private OperationState sayTooMuch(OperationState state) {
        var step = new Step(null, "much", State.RUNNING, null, null, "x".repeat(2 << 20));
        return OperationStates.running(state, List.of(step));
    }

    private interface Look {
        OperationState at(OperationState state);
    }

    private OperationHandler handler(String action, Look look) {
        return new OperationHandler() {
            @Override
            public String action() {
                return action;
            }

            @Override
            public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
                synchronized (looks) {
                    looks.merge(action, 1, Integer::sum);
                }
                return look.at(state);
            }
        };
    }

    private Stored begin(String action, String... then) {
        var database = hub.bean(Database.class);
        var operation = database.platform(() -> {
            var begun = hub.bean(Operations.class).start(Caller.PLATFORM, "acme", action, "shop", Map.of(), false);
            for (var statement : then) {
                database.sql().sql(statement).param(begun.uid()).update();
            }
            return begun;
        });
        driver.wake();
        return operation;
    }

    private void run(String statement, Stored operation) {
        var database = hub.bean(Database.class);
        database.platform(
                () -> database.sql().sql(statement).param(operation.uid()).update());
    }

    private State state(Stored operation) {
        try {
            return hub.bean(Operations.class).state(operation).state();
        } catch (RuntimeException e) {
            return State.RUNNING;
        }
    }

    private static String path(Stored operation) {
        return "/api/v1/operations/" + operation.name();
    }
}
