package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stoa.support.Visitor;

/** A database whose disk is full: it answers, and takes nothing. */
final class NoRoomTest {
  private static final String FULL =
      """
      create function full_disk() returns trigger language plpgsql as $$
      begin
        raise exception 'could not extend file' using errcode = 'disk_full';
      end $$;
      create trigger full_disk before insert on post for each row execute function full_disk()
      """;

  @Test
  void isNotReadyUntilThereIsRoomAgain() {
    try (var forum = TestForum.start()) {
      var admin = new Visitor(forum.adminUrl());
      var solon = forum.administrator();
      String board = forum.board(solon, "Poetry");
      soon("ready", () -> ready(admin) == 200);
      forum.execute(FULL);
      assertThat(post(solon, board)).as("kept for later").isEqualTo(202);
      soon("not ready", () -> ready(admin) == 503);
      assertThat(admin.get("/health/ready").body())
          .contains("\"database\":\"up\"", "\"room\":\"down\"", "no room to write", "53100");
      assertThat(admin.get("/health/live").status()).isEqualTo(200);
      forum.execute("drop trigger full_disk on post");
      within(Duration.ofSeconds(30), "ready again", () -> ready(admin) == 200);
      assertThat(admin.get("/health/ready").body()).doesNotContain("reasons");
    }
  }

  private static int ready(Visitor admin) {
    return admin.get("/health/ready").status();
  }

  private static int post(Visitor member, String board) {
    var form = member.get(board + "/new").form(board + "/new").set("title", "Ode");
    return form.set("body", "text").send().status();
  }
}
