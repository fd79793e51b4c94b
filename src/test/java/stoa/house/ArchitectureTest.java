package stoa.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stoa.access.Access;
import stoa.access.Act;

/** The directions between the rooms of the house. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("stoa");

  /** From the ground up: a room uses only those that stand before it. */
  private static final List<String> ROOMS =
      List.of(
          "stoa.launch",
          "stoa.base",
          "stoa.base.text",
          "stoa.event",
          "stoa.base.config",
          "stoa.base.runtime",
          "stoa.schema..",
          "stoa.base.db",
          "stoa.base.cache",
          "stoa.access",
          "stoa.watch",
          "stoa.base.bus",
          "stoa.base.view",
          "stoa.base.http",
          "stoa.base.web",
          "stoa.base.pagecache",
          "stoa.base.ops",
          "stoa.tree",
          "stoa.markup",
          "stoa.feature",
          "stoa.spool",
          "stoa.topic",
          "stoa.reading",
          "stoa.reaction",
          "stoa.moderation",
          "stoa.board",
          "stoa.feed",
          "stoa.crawler",
          "stoa.account",
          "stoa.group",
          "stoa.notify",
          "stoa.mail",
          "stoa.wordfilter..",
          "stoa.search..",
          "stoa.site",
          "stoa.rights",
          "stoa.control",
          "stoa.tools..",
          "stoa");

  /** A feature knows no other, but these. */
  private static final Map<String, Set<String>> NEIGHBOURS =
      Map.of(
          "stoa.topic", Set.of("stoa.spool"),
          "stoa.reading", Set.of("stoa.topic"),
          "stoa.reaction", Set.of("stoa.topic"),
          "stoa.moderation", Set.of("stoa.topic"),
          "stoa.board", Set.of("stoa.topic"),
          "stoa.feed", Set.of("stoa.topic"),
          "stoa.group", Set.of("stoa.account"),
          "stoa.wordfilter..", Set.of("stoa.topic"),
          "stoa.tools..", Set.of("stoa.account"));

  @Test
  void eachRoomUsesOnlyThoseBelowIt() {
    for (int i = 0; i < ROOMS.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(ROOMS.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS.subList(i + 1, ROOMS.size()).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void aFeatureKnowsNoOther() {
    var features = ROOMS.subList(ROOMS.indexOf("stoa.feature") + 1, ROOMS.size() - 1);
    for (String feature : features) {
      var others = new ArrayList<>(features);
      others.remove(feature);
      others.removeAll(NEIGHBOURS.getOrDefault(feature, Set.of()));
      noClasses()
          .that()
          .resideInAPackage(feature)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others.toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void everyRoomHasItsPlace() {
    classes().should().resideInAnyPackage(ROOMS.toArray(String[]::new)).check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java/stoa"))) {
      var rooms =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(rooms)
          .allSatisfy(
              room -> assertThat(room.resolve("package-info.java")).content().contains("/**"));
    }
  }

  @Test
  void theRoomsOfTheSearchStandOneUponTheOther() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("analysis")
        .definedBy("stoa.search.analysis")
        .layer("query")
        .definedBy("stoa.search.query")
        .layer("index")
        .definedBy("stoa.search.index")
        .layer("lucene")
        .definedBy("stoa.search.lucene")
        .layer("opensearch")
        .definedBy("stoa.search.opensearch")
        .layer("door")
        .definedBy("stoa.search")
        .whereLayer("analysis")
        .mayNotAccessAnyLayer()
        .whereLayer("query")
        .mayOnlyAccessLayers("analysis")
        .whereLayer("index")
        .mayOnlyAccessLayers("analysis", "query")
        .whereLayer("lucene")
        .mayOnlyAccessLayers("analysis", "query", "index")
        .whereLayer("opensearch")
        .mayOnlyAccessLayers("analysis", "query", "index")
        .check(CLASSES);
  }

  /** They are public only for each other; a command may ask for a new index. */
  @Test
  void theRoomsOfTheSearchAreItsOwn() {
    noClasses()
        .that(outside("stoa.search.."))
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "stoa.search.analysis",
                    "stoa.search.query",
                    "stoa.search.index",
                    "stoa.search.lucene",
                    "stoa.search.opensearch")
                .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("ReindexRequest"))))
        .check(CLASSES);
  }

  @Test
  void luceneIsAskedInItsRoomAlone() {
    noClasses()
        .that(outside("stoa.search.lucene"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.lucene..")
        .check(CLASSES);
  }

  @Test
  void onlyTheWebKnowsTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "stoa.base.view",
            "stoa.base.http",
            "stoa.base.web",
            "stoa.base.pagecache",
            "stoa.base.ops")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
        .check(CLASSES);
  }

  @Test
  void pagesAndVerbsWriteNoSql() {
    var verbs =
        Set.of(
            "stoa.topic.Topics",
            "stoa.topic.PostStates",
            "stoa.topic.PendingPosts",
            "stoa.reaction.Likes",
            "stoa.reaction.Answers",
            "stoa.moderation.Desk",
            "stoa.moderation.TopicFlags",
            "stoa.account.Accounts",
            "stoa.control.Boards",
            "stoa.group.Groups",
            "stoa.group.GroupMembers",
            "stoa.group.GroupPasswords");
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Pages")
        .or(describe("are verbs", one -> verbs.contains(one.getName())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jooq..", "stoa.schema..")
        .check(CLASSES);
  }

  @Test
  void onlyTheRuntimeStartsThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackage("stoa.base.runtime")
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
    var changers = List.of("stoa.topic.PostStateQueries", "stoa.tools.stackexchange.CountQueries");
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

  /**
   * Moderators' and administrators' own lists stand aside: they are shown to nobody else. So does
   * the whole tree, of which {@code Boards} gives each reader what they see.
   */
  @Test
  void whoeverNamesABoardAsksWhoSeesIt() {
    var lists =
        List.of(
            "stoa.moderation.DeskQueries",
            "stoa.rights.RightsQueries",
            "stoa.tree.TreeQueries",
            "stoa.wordfilter.WordQueries");
    var askers =
        describe(
            "ask access",
            (JavaClass one) ->
                one.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Access.class)));
    noClasses()
        .that(outside("stoa.access", "stoa.schema..", "stoa.control", "stoa.tools.."))
        .and(DescribedPredicate.not(askers))
        .and(DescribedPredicate.not(describe("list", one -> lists.contains(one.getName()))))
        .should()
        .accessField(stoa.schema.tables.Board.class, "TITLE")
        .check(CLASSES);
  }

  @Test
  void whoeverWritesAsksWhoMay() {
    classes()
        .that()
        .haveFullyQualifiedName("stoa.topic.Topics")
        .should()
        .accessField(Act.class, "OPEN")
        .andShould()
        .accessField(Act.class, "REPLY")
        .check(CLASSES);
  }

  /** Whoever follows events reads them through the bus; a transaction stores its own. */
  @Test
  void onlyTheBusReadsTheOutbox() {
    var writers = List.of("stoa.base.db.OutboxRows", "stoa.base.db.OutboxInsert");
    var theirs =
        outside("stoa.base.bus", "stoa.schema..")
            .and(
                DescribedPredicate.not(
                    describe("store events", one -> writers.contains(one.getName()))));
    noClasses()
        .that(theirs)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("stoa.schema.tables.Outbox")
        .check(CLASSES);
  }

  /** Who is in which group says nothing by itself: what that allows is asked of access. */
  @Test
  void onlyAccessKnowsWhatGroupsMay() {
    noClasses()
        .that(outside("stoa.access", "stoa.schema.."))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("stoa.schema.tables.BoardRight")
        .orShould()
        .accessField(stoa.schema.tables.Board.class, "READERS")
        .orShould()
        .accessField(stoa.schema.tables.Account.class, "ROLE")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    return JavaClass.Predicates.resideOutsideOfPackages(packages);
  }
}
