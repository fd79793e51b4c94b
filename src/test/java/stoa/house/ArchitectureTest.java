package stoa.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions between the rooms of the house. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("stoa");

  @Test
  void eachRoomUsesOnlyThoseBelowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("words")
        .definedBy("stoa.base")
        .layer("text")
        .definedBy("stoa.base.text")
        .layer("event")
        .definedBy("stoa.event")
        .layer("config")
        .definedBy("stoa.base.config")
        .layer("life")
        .definedBy("stoa.base.life")
        .layer("db")
        .definedBy("stoa.base.db", "stoa.schema..")
        .layer("watch")
        .definedBy("stoa.watch")
        .layer("cache")
        .definedBy("stoa.base.cache")
        .layer("bus")
        .definedBy("stoa.base.bus")
        .layer("web")
        .definedBy("stoa.base.web")
        .layer("ops")
        .definedBy("stoa.base.ops")
        .layer("markup")
        .definedBy("stoa.markup")
        .layer("topic")
        .definedBy("stoa.topic")
        .layer("board")
        .definedBy("stoa.board")
        .layer("feed")
        .definedBy("stoa.feed")
        .layer("account")
        .definedBy("stoa.account")
        .layer("mail")
        .definedBy("stoa.mail")
        .layer("notify")
        .definedBy("stoa.notify")
        .layer("control")
        .definedBy("stoa.control")
        .layer("watched")
        .definedBy("stoa.words")
        .layer("search")
        .definedBy("stoa.search")
        .layer("tools")
        .definedBy("stoa.tools..")
        .layer("app")
        .definedBy("stoa")
        .whereLayer("words")
        .mayNotAccessAnyLayer()
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("event")
        .mayOnlyAccessLayers("words")
        .whereLayer("config")
        .mayOnlyAccessLayers("words")
        .whereLayer("life")
        .mayOnlyAccessLayers("words", "config")
        .whereLayer("db")
        .mayOnlyAccessLayers("words", "event", "config", "life")
        .whereLayer("watch")
        .mayOnlyAccessLayers("words", "db")
        .whereLayer("cache")
        .mayOnlyAccessLayers("words", "config", "life")
        .whereLayer("bus")
        .mayOnlyAccessLayers("words", "event", "config", "life", "db", "cache")
        .whereLayer("web")
        .mayOnlyAccessLayers("words", "config", "life", "db", "cache")
        .whereLayer("ops")
        .mayOnlyAccessLayers("words", "config", "life", "db", "web")
        .whereLayer("markup")
        .mayOnlyAccessLayers("words", "life")
        .whereLayer("topic")
        .mayOnlyAccessLayers(
            "words", "event", "config", "life", "db", "watch", "cache", "bus", "web", "markup")
        .whereLayer("board")
        .mayOnlyAccessLayers("words", "config", "life", "db", "watch", "cache", "web", "topic")
        .whereLayer("feed")
        .mayOnlyAccessLayers("words", "config", "db", "cache", "web", "topic")
        .whereLayer("account")
        .mayOnlyAccessLayers("words", "config", "life", "db", "watch", "cache", "web", "markup")
        .whereLayer("mail")
        .mayOnlyAccessLayers("words", "config", "life", "db", "watch", "web")
        .whereLayer("notify")
        .mayOnlyAccessLayers(
            "words", "event", "config", "life", "db", "watch", "cache", "bus", "web")
        .whereLayer("control")
        .mayOnlyAccessLayers("words", "event", "bus", "config", "life", "db", "web", "markup")
        .whereLayer("watched")
        .mayOnlyAccessLayers(
            "words", "text", "event", "config", "life", "db", "bus", "web", "markup", "topic")
        .whereLayer("search")
        .mayOnlyAccessLayers(
            "words", "text", "event", "config", "life", "db", "cache", "bus", "web")
        .whereLayer("tools")
        .mayOnlyAccessLayers("words", "config", "life", "db", "markup", "account")
        .check(CLASSES);
  }

  @Test
  void onlyPagesAndTheWebKnowTheRequest() {
    noClasses()
        .that()
        .resideOutsideOfPackage("stoa.base.web")
        .and()
        .haveSimpleNameNotEndingWith("Pages")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.javalin.http.Context")
        .check(CLASSES);
  }

  @Test
  void pagesAndVerbsWriteNoSql() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Pages")
        .or()
        .haveFullyQualifiedName("stoa.topic.Topics")
        .or()
        .haveFullyQualifiedName("stoa.topic.Removals")
        .or()
        .haveFullyQualifiedName("stoa.account.Accounts")
        .or()
        .haveFullyQualifiedName("stoa.control.Boards")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jooq..", "stoa.schema..")
        .check(CLASSES);
  }

  @Test
  void onlyLifeStartsThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackage("stoa.base.life")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.Executors")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadPoolExecutor")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "ofPlatform")
        .check(CLASSES);
  }

  @Test
  void nothingIsKeptInAThread() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("stoa.schema..")
        .and()
        .areStatic()
        .should()
        .beFinal()
        .check(CLASSES);
  }
}
