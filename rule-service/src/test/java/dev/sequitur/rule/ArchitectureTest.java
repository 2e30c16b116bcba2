package dev.sequitur.rule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.sequitur.kit.test.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.sequitur.rule",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

  @ArchTest
  static final ArchRule decisionsDrawNothingAndWaitForNothing =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.concurrent..", "java.util.random..", "java.io..", "java.nio.file..")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("the same book and the same event give the same answer");

  @ArchTest
  static final ArchRule theDecisionKnowsNothingAroundIt =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.sequitur.rule", "dev.sequitur.rule.matching", "..catalog..");
}
