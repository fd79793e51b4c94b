package stoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from what is said of groups in places. */
final class AccessRulesTest {
  private static final long GUESTS = GroupKind.GUESTS.id();
  private static final long MEMBERS = GroupKind.MEMBERS.id();
  private static final long ADMINISTRATORS = GroupKind.ADMINISTRATORS.id();
  private static final long RED = 101;
  private static final long BLUE = 102;
  private static final long GREEN = 103;

  /** A category, a board in it, and one below that. */
  private static final long CATEGORY = 1;

  private static final long BOARD = 2;
  private static final long BELOW = 3;
  private static final long OTHER = 4;

  private final Map<Long, Long> parents =
      new HashMap<>(
          Map.of(
              CATEGORY, AccessRules.SITE,
              BOARD, CATEGORY,
              BELOW, BOARD,
              OTHER, CATEGORY));
  private final Map<Long, Map<Long, Cell>> said = new HashMap<>();

  AccessRulesTest() {
    say(AccessRules.SITE, GUESTS, Preset.READ_ONLY.cell());
    say(AccessRules.SITE, MEMBERS, Preset.STANDARD.cell());
  }

  private void say(long place, long group, Cell cell) {
    said.computeIfAbsent(place, _ -> new HashMap<>()).put(group, cell);
  }

  private AccessRules rules() {
    var groups = new ArrayList<Group>();
    groups.add(group(GUESTS, GroupKind.GUESTS));
    groups.add(group(MEMBERS, GroupKind.MEMBERS));
    groups.add(group(ADMINISTRATORS, GroupKind.ADMINISTRATORS));
    List.of(RED, BLUE, GREEN).forEach(id -> groups.add(group(id, GroupKind.OWN)));
    return new AccessRules(groups, parents, said);
  }

  private static Group group(long id, GroupKind kind) {
    return new Group(id, kind, "", null, "", "", true);
  }

  private boolean may(Act act, long board, Long... groups) {
    return rules().rights(Set.of(groups)).may(act, board);
  }

  @Test
  void whatIsSaidAboveHoldsBelow() {
    for (long board : List.of(CATEGORY, BOARD, BELOW)) {
      assertThat(may(Act.READ, board, GUESTS)).isTrue();
      assertThat(may(Act.REPLY, board, GUESTS)).isFalse();
      assertThat(may(Act.REPLY, board, MEMBERS)).isTrue();
      assertThat(may(Act.PIN, board, MEMBERS)).isFalse();
    }
    assertThat(may(Act.READ, 4711, MEMBERS)).isFalse();
  }

  @Test
  void aPrivateBoardBelowAPublicOne() {
    say(BOARD, GUESTS, Preset.HIDDEN.cell());
    say(BOARD, MEMBERS, Preset.HIDDEN.cell());
    say(BOARD, RED, Preset.STANDARD.cell());
    for (long board : List.of(BOARD, BELOW)) {
      assertThat(may(Act.SEE, board, GUESTS)).isFalse();
      assertThat(may(Act.SEE, board, MEMBERS)).isFalse();
      assertThat(may(Act.REPLY, board, MEMBERS, RED)).isTrue();
    }
    assertThat(may(Act.READ, CATEGORY, GUESTS)).isTrue();
    assertThat(may(Act.READ, OTHER, MEMBERS)).isTrue();
  }

  @Test
  void aPublicBoardBelowAPrivateOne() {
    say(BOARD, GUESTS, Preset.HIDDEN.cell());
    say(BOARD, MEMBERS, Preset.HIDDEN.cell());
    say(BELOW, GUESTS, Preset.READ_ONLY.cell());
    say(BELOW, MEMBERS, Preset.STANDARD.cell());
    assertThat(may(Act.READ, BOARD, GUESTS)).isFalse();
    assertThat(may(Act.READ, BELOW, GUESTS)).isTrue();
    assertThat(may(Act.OPEN, BELOW, MEMBERS)).isTrue();
  }

  @Test
  void oneAllowIsEnoughAndOneNeverBeatsThemAll() {
    say(BOARD, RED, Cell.AS_ABOVE.with(Act.PIN, Cell.Value.ALLOW));
    say(BOARD, BLUE, Cell.AS_ABOVE.with(Act.PIN, Cell.Value.NO));
    say(BOARD, GREEN, Cell.AS_ABOVE.with(Act.PIN, Cell.Value.NEVER));
    assertThat(may(Act.PIN, BOARD, MEMBERS, RED)).isTrue();
    assertThat(may(Act.PIN, BOARD, MEMBERS, RED, BLUE)).isTrue();
    assertThat(may(Act.PIN, BOARD, MEMBERS, BLUE)).isFalse();
    assertThat(may(Act.PIN, BOARD, MEMBERS, RED, BLUE, GREEN)).isFalse();
    assertThat(may(Act.PIN, BELOW, MEMBERS, RED, GREEN)).isFalse();
    assertThat(may(Act.REPLY, BOARD, MEMBERS, GREEN)).isTrue();
  }

  @Test
  void theNearestPlaceDecidesForEachGroup() {
    say(CATEGORY, RED, Cell.AS_ABOVE.with(Act.READ, Cell.Value.NEVER));
    say(BELOW, RED, Cell.AS_ABOVE.with(Act.READ, Cell.Value.ALLOW));
    assertThat(may(Act.READ, BOARD, MEMBERS, RED)).isFalse();
    assertThat(may(Act.READ, BELOW, MEMBERS, RED)).isTrue();
    assertThat(may(Act.READ, OTHER, MEMBERS, RED)).isFalse();
  }

  @Test
  void aModeratorOfOneBoardIsOneThereAndBelow() {
    say(BOARD, RED, Preset.MODERATOR.cell());
    var rights = rules().rights(Set.of(MEMBERS, RED));
    assertThat(rights.boards(Act.APPROVE).ids()).containsExactly(BOARD, BELOW);
    assertThat(rights.may(Act.APPROVE)).isTrue();
    assertThat(rights.sharePages()).isFalse();
    assertThat(rules().rights(Set.of(MEMBERS)).may(Act.APPROVE)).isFalse();
    assertThat(rules().rights(Set.of(MEMBERS)).sharePages()).isTrue();
  }

  @Test
  void whoCannotReadABoardCanDoNothingThere() {
    say(BOARD, MEMBERS, Preset.HIDDEN.cell());
    say(BOARD, RED, Cell.AS_ABOVE.with(Act.PIN, Cell.Value.ALLOW));
    assertThat(may(Act.PIN, BOARD, MEMBERS, RED)).isFalse();
    say(BOARD, RED, Cell.AS_ABOVE.with(Act.PIN, Cell.Value.ALLOW).with(Act.SEE, Cell.Value.ALLOW));
    assertThat(may(Act.SEE, BOARD, MEMBERS, RED)).isTrue();
    assertThat(may(Act.PIN, BOARD, MEMBERS, RED)).isFalse();
    say(BOARD, RED, Cell.AS_ABOVE.with(Act.READ, Cell.Value.ALLOW));
    assertThat(may(Act.SEE, BOARD, MEMBERS, RED)).as("reading is seeing").isTrue();
  }

  @Test
  void administratorsAlwaysManageTheSite() {
    say(AccessRules.SITE, RED, Cell.AS_ABOVE.with(Act.ADMINISTER, Cell.Value.NEVER));
    var rights = rules().rights(Set.of(MEMBERS, ADMINISTRATORS, RED));
    assertThat(rights.may(Act.ADMINISTER)).isTrue();
    assertThat(rights.may(Act.MANAGE_BOARDS)).isTrue();
    assertThat(rules().rights(Set.of(MEMBERS, RED)).may(Act.ADMINISTER)).isFalse();
  }

  @Test
  void aCircleThatWasMadeByHandHangsNothing() {
    parents.put(BOARD, BELOW);
    assertThat(may(Act.READ, BELOW, MEMBERS)).isTrue();
    assertThat(rules().wayUp(BELOW)).endsWith(AccessRules.SITE);
  }

  @Test
  void whoMayTheSameHasTheSameKey() {
    var rules = rules();
    var members = rules.rights(Set.of(MEMBERS));
    assertThat(rules.rights(Set.of(MEMBERS, RED))).isSameAs(members);
    assertThat(rules().rights(Set.of(MEMBERS, BLUE)).key()).isEqualTo(members.key());
    assertThat(rules.rights(Set.of(GUESTS)).key()).isNotEqualTo(members.key());
    assertThat(rules.rights(Set.of(GUESTS)).audience().key()).isEqualTo(members.audience().key());
    say(OTHER, RED, Preset.MODERATOR.cell());
    assertThat(rules().rights(Set.of(MEMBERS, RED)).key()).isNotEqualTo(members.key());
  }

  @Test
  void ofMoreThan64DifferentRightsNotAllSharePages() {
    var groups = new ArrayList<Long>();
    for (long group = 1_000; group < 1_080; group++) {
      groups.add(group);
      parents.put(group, CATEGORY);
      say(group, MEMBERS, Preset.HIDDEN.cell());
      say(group, group, Preset.STANDARD.cell());
    }
    var rules = rules();
    var sharing =
        groups.stream().filter(group -> rules.rights(Set.of(MEMBERS, group)).sharePages()).toList();
    assertThat(sharing).hasSize(64);
    assertThat(rules.differentRights()).isEqualTo(80);
  }

  @Test
  void boardsAreAllSomeOrNone() {
    say(OTHER, MEMBERS, Preset.HIDDEN.cell());
    var seen = rules().rights(Set.of(MEMBERS)).boards(Act.SEE);
    assertThat(seen.ids()).containsExactly(CATEGORY, BOARD, BELOW);
    assertThat(seen.others()).containsExactly(OTHER);
    assertThat(seen.all()).isFalse();
    assertThat(rules().rights(Set.of(GUESTS)).boards(Act.SEE).all()).isTrue();
    assertThat(rules().rights(Set.of(RED)).boards(Act.SEE).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void aPresetIsKnownAgain(Preset preset) {
    assertThat(Preset.of(preset.cell())).contains(preset);
    assertThat(Cell.parsed(preset.cell().text())).isEqualTo(preset.cell());
  }

  @Test
  void brokenTextIsNoCell() {
    assertThat(Cell.parsed("")).isEqualTo(Cell.AS_ABOVE);
    assertThatThrownBy(() -> Cell.parsed("SING=ALLOW"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReasonNamesTheGroupAndThePlace() {
    say(CATEGORY, RED, Cell.AS_ABOVE.with(Act.REPLY, Cell.Value.NEVER));
    var never = Reason.of(rules(), Act.REPLY, BELOW, Set.of(MEMBERS, RED));
    assertThat(never.allowed()).isFalse();
    assertThat(never.place()).isEqualTo(CATEGORY);
    assertThat(never.value()).isEqualTo(Cell.Value.NEVER);
    assertThat(never.group()).isEqualTo(group(RED, GroupKind.OWN));
    var allowed = Reason.of(rules(), Act.OPEN, BELOW, Set.of(MEMBERS, RED));
    assertThat(allowed.allowed()).isTrue();
    assertThat(allowed.place()).isEqualTo(AccessRules.SITE);
    say(BELOW, MEMBERS, Preset.HIDDEN.cell());
    var lacking = Reason.of(rules(), Act.REPLY, BELOW, Set.of(MEMBERS));
    assertThat(lacking.lacks()).isEqualTo(Act.SEE);
    var nobody = Reason.of(rules(), Act.ADMINISTER, AccessRules.SITE, Set.of(MEMBERS));
    assertThat(nobody.allowed()).isFalse();
  }

  @Test
  void sqlAndMemoryNameTheSameReaders() {
    say(BOARD, MEMBERS, Preset.HIDDEN.cell());
    say(BOARD, RED, Preset.READ_ONLY.cell());
    say(BOARD, BLUE, Cell.AS_ABOVE.with(Act.SEE, Cell.Value.NEVER));
    var rules = rules();
    assertThat(rules.readers(BOARD)).containsExactly(GUESTS, RED);
    assertThat(rules.neverReaders(BELOW)).containsExactly(BLUE);
    assertThat(may(Act.READ, BOARD, MEMBERS, RED, BLUE)).isFalse();
  }

  /** 1,000 boards, 200 groups. */
  @Test
  void aLargeForumIsWorkedOutInNoTime() {
    for (long board = 1_000; board < 2_000; board++) {
      parents.put(board, CATEGORY);
      say(board, 10_000 + board % 200, Preset.MODERATOR.cell());
    }
    var rules = rules();
    long begun = System.nanoTime();
    for (long group = 10_000; group < 10_200; group++) {
      assertThat(rules.rights(Set.of(MEMBERS, group)).boards(Act.APPROVE).ids()).hasSize(5);
    }
    assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    assertThat(rules.weight()).isLessThan(8L << 20);
  }
}
