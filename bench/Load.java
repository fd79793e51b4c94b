import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import stoa.markup.Markup;

/**
 * Fills an empty database by COPY, in one transaction: tables that were emptied in it need no log
 * (wal_level=minimal). Posts come first, in the order of time, and what they count up is kept here
 * for the rows of topics, boards and members.
 */
final class Load {
  private static final List<String> TABLES =
      List.of("post", "topic", "board", "account", "post_like", "topic_watch", "tag", "topic_tag");
  private static final int BOARDS = 12;
  private static final int TAGS = 300;
  private static final Duration HISTORY = Duration.ofDays(6 * 365);

  private final Connection database;
  private final int posts;
  private final Topics topics;
  private final Texts texts = new Texts(7);
  private final Members members;
  private final Instant begin = Instant.now().minus(HISTORY).minus(Duration.ofMinutes(10));
  private final long[] boardPosts = new long[BOARDS];
  private final long[] boardTopics = new long[BOARDS];
  private final long[] boardLast = new long[BOARDS];
  private final long[] tagTopics = new long[TAGS];

  Load(Connection database, int posts) {
    this.database = database;
    this.posts = posts;
    this.topics = new Topics(posts);
    this.members = new Members(DataSet.members(posts));
  }

  /** The password of all members. */
  static final String PASSWORD = "three quiet herons";

  void run() throws SQLException {
    database.setAutoCommit(false);
    execute("set maintenance_work_mem = '1GB'");
    execute("set work_mem = '256MB'");
    var schema = new Schema(database, Set.copyOf(TABLES));
    schema.drop();
    execute("truncate " + String.join(", ", TABLES));
    copy(
        "post (id, topic_id, position, author_id, parent_id, renderer, created_at, score, source, html)",
        this::posts);
    copy("post_like (post_id, account_id, created_at)", this::likes);
    copy(
        "topic (id, board_id, author_id, title, slug, created_at, post_count, reply_count, view_count, score, last_post_id, last_post_at, last_author_id)",
        this::topics);
    copy("topic_tag (topic_id, tag_id)", this::topicTags);
    copy("tag (id, name, topic_count)", this::tags);
    copy(
        "board (id, parent_id, title, slug, description, position, topic_count, post_count, last_post_id, created_at)",
        this::boards);
    copy(
        "account (id, name, name_key, email, email_key, password, role, topic_count, post_count, score, created_at, seen_at)",
        this::accounts);
    // As whoever writes in a topic watches it from then on.
    execute(
        "insert into topic_watch (account_id, topic_id, level, since)"
            + " select author_id, topic_id, 'WATCH', min(created_at) from post group by 1, 2");
    schema.make();
    execute(
        "insert into group_member (account_id, group_id, since)"
            + " select id, 5, created_at from account where role = 'ADMINISTRATOR'");
    execute("update tally set value = " + (members.count() + 1) + " where name = 'members'");
    for (String table : List.of("account", "board", "topic", "post", "tag")) {
      execute(
          "select setval(pg_get_serial_sequence('%1$s', 'id'), (select max(id) from %1$s))"
              .formatted(table));
    }
    database.commit();
    database.setAutoCommit(true);
    for (String table : TABLES) {
      execute("vacuum (analyze) " + table);
    }
    execute("checkpoint");
  }

  private interface Rows {
    void write(CopyIn copy) throws SQLException;
  }

  private void copy(String into, Rows rows) throws SQLException {
    var copy =
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + into + " from stdin (freeze)");
    rows.write(copy);
    copy.endCopy();
  }

  private void posts(CopyIn copy) throws SQLException {
    var row = new Row();
    var source = new Row();
    var html = new Row();
    for (long id = 1; id <= posts; id++) {
      var turn = topics.next();
      int topic = turn.topic();
      int author = members.author();
      Instant at = at(turn.at());
      row.field(id).field(topic + 1).field(turn.position()).field(author);
      long parent = topics.parent(turn, id);
      row.field(parent == 0 ? "\\N" : Long.toString(parent));
      row.field(Markup.VERSION).field(at.toString()).field(Likes.of(id));
      source.clear();
      html.clear();
      texts.post(source, html, texts.isChinese(topic));
      row.add(source).tab().add(html).tab();
      row.end(copy);
      topics.wrote(turn, id, author);
      members.wrote(author, turn.position() == 1, Likes.of(id));
      count(turn, id);
    }
    row.send(copy);
  }

  private Instant at(double share) {
    return begin.plusMillis((long) (share * HISTORY.toMillis()));
  }

  private void count(Topics.Turn turn, long id) {
    int board = board(turn.topic());
    boardPosts[board]++;
    boardLast[board] = id;
    boardTopics[board] += turn.position() == 1 ? 1 : 0;
  }

  /** Few boards have most topics. */
  private static int board(int topic) {
    int mixed = (int) (Likes.mix(topic) >>> 40) & 0xFFFF;
    return (int) Math.pow(BOARDS, mixed / 65536.0) % BOARDS;
  }

  private void likes(CopyIn copy) throws SQLException {
    var row = new Row();
    for (long id = 1; id <= posts; id++) {
      int likes = Likes.of(id);
      for (int i = 0; i < likes; i++) {
        row.field(id).field(members.liker(id, i)).field(begin.plus(HISTORY).toString());
        row.end(copy);
      }
    }
    row.send(copy);
  }

  private void topics(CopyIn copy) throws SQLException {
    var row = new Row();
    for (int topic = 0; topic < topics.count(); topic++) {
      long first = topics.first(topic);
      row.field(topic + 1).field(board(topic) + 3).field(topics.author(topic));
      texts.title(row, texts.isChinese(topic), topic + 1);
      row.tab().field("topic-" + (topic + 1)).field(at(topics.begun(topic)).toString());
      row.field(topics.size(topic)).field(topics.size(topic) - 1);
      row.field((Likes.mix(first) >>> 50) % 900 + topics.size(topic) * 3L);
      row.field(Likes.of(first)).field(topics.last(topic));
      row.field(at(topics.ended(topic)).toString()).field(topics.lastAuthor(topic));
      row.end(copy);
    }
    row.send(copy);
  }

  /** None for most, else one or two. */
  private void topicTags(CopyIn copy) throws SQLException {
    var row = new Row();
    for (int topic = 0; topic < topics.count(); topic++) {
      long mixed = Likes.mix(topic + 1L) >>> 8;
      var chosen = new LinkedHashSet<Integer>();
      for (int i = 0; i < mixed % 5 - 2; i++) {
        chosen.add((int) Math.pow(TAGS, ((mixed >>> (8 + 16 * i)) & 0xFFFF) / 65536.0) % TAGS);
      }
      for (int tag : chosen) {
        tagTopics[tag]++;
        row.field(topic + 1).field(tag + 1);
        row.end(copy);
      }
    }
    row.send(copy);
  }

  private void tags(CopyIn copy) throws SQLException {
    var row = new Row();
    for (int tag = 0; tag < TAGS; tag++) {
      row.field(tag + 1).field("tag-" + (tag + 1)).field(tagTopics[tag]);
      row.end(copy);
    }
    row.send(copy);
  }

  private void boards(CopyIn copy) throws SQLException {
    var row = new Row();
    for (int root = 1; root <= 2; root++) {
      row.field(root).field("\\N").field(root == 1 ? "Everything" : "其他").field("root-" + root);
      row.field("").field(root).field(0).field(0).field("\\N").field(begin.toString());
      row.end(copy);
    }
    for (int board = 0; board < BOARDS; board++) {
      row.field(board + 3).field(board < 8 ? 1 : 2).field("Board " + (board + 1));
      row.field("board-" + (board + 1)).field("What belongs to board " + (board + 1));
      row.field(board + 1).field(boardTopics[board]).field(boardPosts[board]);
      row.field(boardLast[board] == 0 ? "\\N" : Long.toString(boardLast[board]));
      row.field(begin.toString());
      row.end(copy);
    }
    row.send(copy);
  }

  private void accounts(CopyIn copy) throws SQLException {
    String password =
        Argon2Function.getInstance(7 * 1024, 5, 1, 32, Argon2.ID).hash(PASSWORD).getResult();
    var row = new Row();
    account(row, copy, members.count() + 1, "Solon", password, "ADMINISTRATOR");
    for (int id = 1; id <= members.count(); id++) {
      account(row, copy, id, DataSet.member(id), password, "MEMBER");
    }
    row.send(copy);
  }

  private void account(Row row, CopyIn copy, int id, String name, String password, String role)
      throws SQLException {
    String key = name.toLowerCase(java.util.Locale.ROOT);
    row.field(id).field(name).field(key).field(name + "@example.org").field(key + "@example.org");
    row.field(password).field(role).field(members.topics(id)).field(members.posts(id));
    row.field(members.score(id)).field(begin.toString()).field(begin.plus(HISTORY).toString());
    row.end(copy);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
