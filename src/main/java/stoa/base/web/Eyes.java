package stoa.base.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stoa.access.AccessRules;
import stoa.access.Group;
import stoa.access.Rights;
import stoa.access.Viewer;
import stoa.base.view.Shell;
import stoa.base.view.Urls;

/**
 * Others' eyes, through which an administrator looks at the forum: what whoever is in these groups
 * sees. They read as a guest does, so that nothing is done in somebody else's name.
 *
 * @param name of the member whose they are; empty for a group
 */
public record Eyes(List<Group> groups, Rights rights, String name) {
  private static final int LONGEST = 2_000;

  public Eyes {
    groups = List.copyOf(groups);
  }

  /** The eyes of whoever is in these groups. */
  public static Eyes of(AccessRules rules, Set<Long> groups, String name) {
    var theirs = groups.stream().sorted().flatMap(id -> rules.group(id).stream()).toList();
    return new Eyes(theirs, rules.rights(groups), name);
  }

  /** As a cookie's value. */
  String text() {
    return groups.stream().map(group -> "" + group.id()).collect(Collectors.joining("."))
        + ":"
        + Urls.encoded(name);
  }

  /** Empty where it is none. */
  static Optional<Eyes> parsed(String text, AccessRules rules) {
    if (text.length() > LONGEST || !text.matches("[0-9]{1,18}(\\.[0-9]{1,18})*:[^:]*")) {
      return Optional.empty();
    }
    int sign = text.indexOf(':');
    var groups =
        Arrays.stream(text.substring(0, sign).split("\\.", -1))
            .map(Long::valueOf)
            .filter(group -> rules.group(group).isPresent())
            .collect(Collectors.toSet());
    String name = URLDecoder.decode(text.substring(sign + 1), StandardCharsets.UTF_8);
    return groups.isEmpty() ? Optional.empty() : Optional.of(of(rules, groups, name));
  }

  /** As pages say it. */
  Shell.ShownAs shown() {
    return new Shell.ShownAs(groups, name);
  }

  Visit visit(Locale locale, String anchor) {
    var who = new Viewer.Guest(rights, rights);
    return new Visit(who, locale, anchor, Visit.NONE, false, null, this);
  }
}
