package stoa.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Viewers for tests and benchmarks without a database: all may read the boards 1 to 9. */
public final class TestViewers {
  private static final AccessRules RULES = rules();

  private TestViewers() {}

  private static AccessRules rules() {
    var boards = new java.util.HashMap<Long, Long>();
    for (long board = 1; board <= 9; board++) {
      boards.put(board, AccessRules.SITE);
    }
    var said =
        Map.of(
            GroupKind.GUESTS.id(), Preset.READ_ONLY.cell(),
            GroupKind.MEMBERS.id(), Preset.STANDARD.cell());
    return new AccessRules(List.of(), boards, Map.of(AccessRules.SITE, said));
  }

  public static Viewer.Guest guest() {
    return RULES.guest();
  }

  public static Viewer.Member member(long id, String name) {
    return RULES.member(id, name, Set.of());
  }
}
