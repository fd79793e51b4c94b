package stoa.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import stoa.base.Role;

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
        .layer("access")
        .definedBy("stoa.access")
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
        .layer("feature")
        .definedBy("stoa.feature")
        .layer("site")
        .definedBy("stoa.site")
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
        .whereLayer("access")
        .mayOnlyAccessLayers("words", "db")
        .whereLayer("cache")
        .mayOnlyAccessLayers("words", "config", "life")
        .whereLayer("bus")
        .mayOnlyAccessLayers("words", "event", "config", "life", "db", "cache")
        .whereLayer("web")
        .mayOnlyAccessLayers("words", "config", "life", "db", "cache", "access")
        .whereLayer("ops")
        .mayOnlyAccessLayers("words", "config", "life", "db", "web")
        .whereLayer("markup")
        .mayOnlyAccessLayers("words", "life")
        .whereLayer("feature")
        .mayOnlyAccessLayers(
            "words", "config", "life", "db", "cache", "bus", "web", "ops", "markup", "access")
        .whereLayer("site")
        .mayOnlyAccessLayers("words", "config", "web", "feature")
        .whereLayer("topic")
        .mayOnlyAccessLayers(
            "words", "event", "config", "life", "db", "watch", "cache", "bus", "web", "markup",
            "access", "feature", "ops")
        .whereLayer("board")
        .mayOnlyAccessLayers(
            "words", "config", "life", "db", "watch", "cache", "web", "topic", "access", "feature",
            "bus", "markup", "ops")
        .whereLayer("feed")
        .mayOnlyAccessLayers(
            "words", "config", "db", "cache", "web", "topic", "access", "feature", "bus", "markup",
            "ops")
        .whereLayer("account")
        .mayOnlyAccessLayers(
            "words", "config", "life", "db", "watch", "cache", "web", "markup", "access", "feature",
            "bus", "ops")
        .whereLayer("mail")
        .mayOnlyAccessLayers(
            "words", "config", "life", "db", "watch", "web", "access", "feature", "bus", "markup",
            "ops")
        .whereLayer("notify")
        .mayOnlyAccessLayers(
            "words", "event", "config", "life", "db", "watch", "cache", "bus", "web", "access",
            "feature", "markup", "ops")
        .whereLayer("control")
        .mayOnlyAccessLayers(
            "words", "event", "bus", "config", "life", "db", "web", "markup", "access", "feature",
            "ops")
        .whereLayer("watched")
        .mayOnlyAccessLayers(
            "words", "text", "event", "config", "life", "db", "bus", "web", "markup", "topic",
            "access", "feature", "ops")
        .whereLayer("search")
        .mayOnlyAccessLayers(
            "words", "text", "event", "config", "life", "db", "cache", "bus", "web", "access",
            "feature", "markup", "ops")
        .whereLayer("tools")
        .mayOnlyAccessLayers("words", "config", "life", "db", "markup", "account", "access")
        .check(CLASSES);
  }

  @Test
  void onlyTheWebKnowsTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages("stoa.base.web", "stoa.base.ops")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
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
        .haveFullyQualifiedName("stoa.topic.PostStates")
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

  /** How a topic or post stands is asked of stoa.access; the others here change it. */
  @Test
  void onlyAccessDecidesWhatIsSeen() {
    var changers =
        List.of(
            "stoa.topic.PostStateQueries",
            "stoa.topic.PendingQueries",
            "stoa.tools.stackexchange.CountQueries");
    var theirs =
        outside("stoa.access", "stoa.schema..")
            .and(
                DescribedPredicate.not(
                    describe("change it", one -> changers.contains(one.getName()))));
    var rule =
        noClasses()
            .that(theirs)
            .should()
            .accessField(stoa.schema.tables.Post.class, "DELETED_AT")
            .orShould()
            .accessField(stoa.schema.tables.Post.class, "HELD_AT")
            .orShould()
            .accessField(stoa.schema.tables.Topic.class, "DELETED_AT")
            .orShould()
            .accessField(stoa.schema.tables.Topic.class, "HELD_AT");
    rule.check(CLASSES);
  }

  @Test
  void onlyAccessAsksForRoles() {
    noClasses()
        .that(outside("stoa.access"))
        .should()
        .callMethod(Role.class, "mayModerate")
        .orShould()
        .callMethod(Role.class, "mayAdminister")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    return JavaClass.Predicates.resideOutsideOfPackages(packages);
  }
}
