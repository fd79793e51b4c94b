package stoa.base.web;

import stoa.access.Act;
import stoa.base.Refused;

/** What a route asks of whoever comes, before its handler is called. */
@FunctionalInterface
public interface Right {
  /** Whoever comes. */
  Right ANYBODY = _ -> {};

  /** Somebody who is signed in. */
  Right MEMBER =
      visit -> {
        var _ = visit.member();
      };

  /** Somebody who may do that. */
  static Right to(Act act) {
    return visit -> {
      var _ = act.require(visit.viewer());
    };
  }

  /**
   * @throws Refused where the visitor lacks it
   */
  void require(Visit visit);
}
