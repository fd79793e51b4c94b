package stoa.group;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import stoa.account.Names;

/** Names and e-mail addresses, as somebody typed or pasted them, and whose they are. */
final class NameList {
  /** What stands in no name, in the punctuation of both languages. */
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s，；、]+");

  private final GroupMemberQueries queries;

  NameList(GroupMemberQueries queries) {
    this.queries = queries;
  }

  /**
   * @param unknown as they were typed
   */
  record Read(Set<Long> accounts, List<String> unknown) {
    Read {
      accounts = Set.copyOf(accounts);
      unknown = List.copyOf(unknown);
    }
  }

  static List<String> words(String text) {
    return BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).distinct().toList();
  }

  /**
   * @param addresses whether e-mail addresses count: whoever may not see them must not guess them
   */
  Read read(List<String> words, boolean addresses) {
    var nameKeys = words.stream().map(Names::key).toList();
    var emailKeys = addresses ? words.stream().map(Names::emailKey).toList() : List.<String>of();
    Map<String, Long> byName = new LinkedHashMap<>();
    Map<String, Long> byAddress = new LinkedHashMap<>();
    for (var one : queries.named(nameKeys, emailKeys)) {
      byName.put(one.nameKey(), one.id());
      if (addresses && one.emailKey() != null) {
        byAddress.put(one.emailKey(), one.id());
      }
    }
    var accounts = new LinkedHashSet<Long>();
    var unknown = new LinkedHashSet<String>();
    for (String word : words) {
      Long account = byName.getOrDefault(Names.key(word), byAddress.get(Names.emailKey(word)));
      if (account == null) {
        unknown.add(word);
      } else {
        accounts.add(account);
      }
    }
    return new Read(accounts, List.copyOf(unknown));
  }
}
