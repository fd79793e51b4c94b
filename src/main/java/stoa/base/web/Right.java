package stoa.base.web;

import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.Refused;

/** What a route asks of whoever comes, before its handler is called. */
public sealed interface Right {
  /** Whoever comes. */
  Right ANYBODY = new Anybody();

  /** Somebody who is signed in. */
  Right MEMBER = new SignedIn();

  /** Somebody who may do that. */
  static Right to(Act act) {
    return new To(act);
  }

  /** The same where guests may, too. */
  static Right orGuest(Act act) {
    return new OrGuest(act);
  }

  /** Whether a viewer has it: what a menu offers. */
  boolean has(Viewer viewer);

  /**
   * @throws Refused where the visitor lacks it
   */
  void require(Visit visit);

  record Anybody() implements Right {
    @Override
    public boolean has(Viewer viewer) {
      return true;
    }

    @Override
    public void require(Visit visit) {}
  }

  record SignedIn() implements Right {
    @Override
    public boolean has(Viewer viewer) {
      return viewer instanceof Viewer.Member;
    }

    @Override
    public void require(Visit visit) {
      var _ = visit.member();
    }
  }

  record OrGuest(Act act) implements Right {
    @Override
    public boolean has(Viewer viewer) {
      return act.allowedTo(viewer);
    }

    @Override
    public void require(Visit visit) {
      Viewer viewer = visit.viewer();
      if (!act.allowedTo(viewer)) {
        act.require(act.allowedTo(viewer.member()));
      }
    }
  }

  record To(Act act) implements Right {
    @Override
    public boolean has(Viewer viewer) {
      return act.allowedTo(viewer);
    }

    @Override
    public void require(Visit visit) {
      var _ = act.require(visit.viewer());
    }
  }
}
