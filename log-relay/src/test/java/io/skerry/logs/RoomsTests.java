package io.skerry.logs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class RoomsTests {

    @Test
    void collectingAndTailingMeetOnlyInTheBuffer() {
        noClasses()
                .that()
                .resideInAPackage("io.skerry.logs.tail")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.skerry.logs.collect", "io.skerry.logs.disk")
                .because("a reader must not be able to hold up or touch what is collected")
                .check(Walls.production("io.skerry.logs"));
    }
}
