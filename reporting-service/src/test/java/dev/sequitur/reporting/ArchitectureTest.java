package dev.sequitur.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.sequitur.kit.test.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.sequitur.reporting",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

  @ArchTest
  static final ArchRule foldingIsPure =
      noClasses()
          .that()
          .haveSimpleName("Folded")
          .or()
          .haveSimpleName("RunChange")
          .or()
          .haveSimpleName("ActionChange")
          .or()
          .haveSimpleName("EventChange")
          .or()
          .haveSimpleName("Settlement")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "jakarta..", "io..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule theProjectionKnowsNothingOfQueries =
      noClasses()
          .that()
          .resideInAPackage("..projection..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..query..");
}
