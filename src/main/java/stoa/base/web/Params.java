package stoa.base.web;

import io.javalin.http.Context;
import stoa.base.Refusal;
import stoa.base.Refused;

/** Numbers out of addresses. */
public final class Params {
  private Params() {}

  /**
   * The number in a path.
   *
   * @throws Refused as not found where it is none
   */
  public static long id(Context context) {
    return whole(context.pathParam("id"), 18);
  }

  /**
   * The page asked for, from 1.
   *
   * @throws Refused as not found where it is none
   */
  public static int page(Context context) {
    String text = context.queryParam("page");
    if (text == null) {
      return 1;
    }
    int page = (int) whole(text, 9);
    if (page < 1) {
      throw new Refused(new Refusal.NotFound());
    }
    return page;
  }

  private static long whole(String text, int digits) {
    boolean number =
        !text.isEmpty()
            && text.length() <= digits
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new Refused(new Refusal.NotFound());
    }
    return Long.parseLong(text);
  }
}
