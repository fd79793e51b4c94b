import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up titles and posts of 20 to 180 words, one in three in Chinese. Words follow Zipf's law, as
 * in real text: some hundred stand everywhere, most of 20,000 in a few posts, so that a search
 * meets words of every kind.
 */
final class Texts {
  private static final int VOCABULARY = 20_000;

  /** Ranks by Zipf's law with an exponent near 1, drawn once: a power for each word is slow. */
  private static final int DRAWS = 1 << 16;

  private static final String ENGLISH =
      "the of and to in that it is was for on with as be this have not from at by but or they had"
          + " which one you all were when there can an your out what up about who them some time if"
          + " would so no make than first been its now people my made over did down only way find"
          + " use may water long little very after words called just where most know moon winter"
          + " light stone harbour river evening letter garden window question answer forum server"
          + " database search index query thread memory page reader member bridge island weather";

  private static final String CHINESE =
      "我们 这个 一个 没有 什么 他们 自己 知道 可以 时候 现在 因为 问题 所以 如果 但是 已经 还是 这样 开始 论坛 数据库 搜索 引擎 "
          + "服务器 内存 页面 读者 会员 月亮 冬天 光线 石头 港口 河流 晚上 信件 花园 窗户 回答 桥梁 岛屿 天气 时间 世界 工作 生活 学习 朋友 城市";

  private final SplittableRandom random;
  private final byte[][] english;
  private final byte[][] chinese;
  private final int[] ranks = new int[DRAWS];

  Texts(long seed) {
    random = new SplittableRandom(seed);
    english = vocabulary(ENGLISH, this::englishWord);
    chinese = vocabulary(CHINESE, this::chineseWord);
    for (int i = 0; i < DRAWS; i++) {
      ranks[i] = (int) Math.pow(VOCABULARY, (i + 0.5) / DRAWS) - 1;
    }
  }

  private interface Maker {
    String word(int number);
  }

  private static byte[][] vocabulary(String real, Maker maker) {
    List<String> words = new ArrayList<>(List.of(real.split(" ")));
    while (words.size() < VOCABULARY) {
      words.add(maker.word(words.size()));
    }
    return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  private String englishWord(int number) {
    String consonants = "tnshrdlcmfwpvbgk";
    String vowels = "eaoiu";
    var word = new StringBuilder();
    for (int i = 0; i < 2 + random.nextInt(2) + (number > 1_000 ? 1 : 0); i++) {
      word.append(consonants.charAt(random.nextInt(consonants.length())));
      word.append(vowels.charAt(random.nextInt(vowels.length())));
    }
    return word.toString();
  }

  private String chineseWord(int number) {
    var word = new StringBuilder();
    for (int i = 0; i < (number % 10 == 0 ? 3 : 2); i++) {
      word.append((char) (0x4E00 + random.nextInt(3_000)));
    }
    return word.toString();
  }

  boolean isChinese(int topic) {
    return topic % 3 == 0;
  }

  void title(Row row, boolean han, int topic) {
    words(row, han, 5 + random.nextInt(5));
    row.add(" #").add(topic);
  }

  /** Writes a post's source and the same as HTML. */
  void post(Row source, Row html, boolean han) {
    double share = random.nextDouble();
    int left = 20 + (int) (160 * share * share * Math.sqrt(share)); // most posts are short
    boolean first = true;
    while (left > 0) {
      int words = Math.min(left, 20 + random.nextInt(60));
      left -= words;
      int from = source.length();
      if (!first) {
        source.add("\\n\\n");
        html.add("\\n");
        from = source.length();
      }
      words(source, han, words);
      html.add("<p>").add(source, from).add("</p>");
      first = false;
    }
    html.add("\\n");
  }

  private void words(Row row, boolean han, int words) {
    byte[][] from = han ? chinese : english;
    for (int i = 1; i <= words; i++) {
      row.add(from[ranks[random.nextInt(DRAWS)]]);
      if (i == words) {
        return;
      }
      boolean pause = random.nextInt(10) == 0;
      row.add(han ? (pause ? "，" : "") : (pause ? ", " : " "));
    }
  }

  /** What people search for: one to three words, rare and frequent ones. */
  List<String> queries(int count) {
    var queries = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      byte[][] from = i % 3 == 0 ? chinese : english;
      var query = new StringBuilder();
      for (int word = 0; word <= i % 3; word++) {
        // Nobody searches for "the".
        byte[] bytes = from[Math.max(40, ranks[random.nextInt(DRAWS)])];
        query.append(query.isEmpty() ? "" : " ").append(new String(bytes, StandardCharsets.UTF_8));
      }
      queries.add(query.toString());
    }
    return queries;
  }
}
