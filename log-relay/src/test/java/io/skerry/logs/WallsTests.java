package io.skerry.logs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.skerry.logs");

    @Test
    void onlyTheBufferKnowsChronicle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.skerry.logs.buffer")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .because("the queue is a choice that one package can take back")
                .check(CLASSES);
    }

    @Test
    void collectingAndTailingMeetOnlyInTheBuffer() {
        noClasses()
                .that()
                .resideInAPackage("io.skerry.logs.tail")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.skerry.logs.collect", "io.skerry.logs.disk")
                .because("a reader must not be able to hold up or touch what is collected")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.skerry.(logs..)").should().beFreeOfCycles().check(CLASSES);
    }
}
