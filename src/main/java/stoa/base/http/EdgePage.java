package stoa.base.http;

/**
 * The answer to what is refused before it costs anything: no template, no database, both languages,
 * and not a word about what runs here.
 */
final class EdgePage {
  static final String TYPE = "text/html; charset=utf-8";

  private record Words(String english, String chinese) {}

  private EdgePage() {}

  static String of(int status) {
    var words = words(status);
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + status
        + "</title></head><body><h1>"
        + status
        + "</h1><p>"
        + words.english()
        + "</p><p lang=\"zh-CN\">"
        + words.chinese()
        + "</p></body></html>\n";
  }

  private static Words words(int status) {
    return switch (status) {
      case 405 ->
          new Words(
              "This address does not take that kind of request. <a href=\"/\">To the front page</a>",
              "该地址不支持这种请求方式。<a href=\"/\">返回首页</a>");
      case 408 ->
          new Words(
              "The request came too slowly. Please go back and send it again.", "请求传输过慢，请返回后重新发送。");
      case 413 -> new Words("The request is too large.", "请求内容过大。");
      case 414, 431 ->
          new Words(
              "The address or the headers are too long. Deleting this site's cookies may help.",
              "地址或请求头过长，清除本站 Cookie 或可解决。");
      case 500 ->
          new Words(
              "Something went wrong here. Please go back and try again; the request id is in the"
                  + " X-Request-Id header.",
              "服务器出错了，请返回后重试；请求编号见 X-Request-Id 响应头。");
      case 503 ->
          new Words(
              "Too many requests at once. Please try again in a moment; what you wrote is still"
                  + " there when you go back.",
              "请求太多，请稍后再试；返回上一页可找回您填写的内容。");
      default -> new Words("This request cannot be answered.", "无法处理该请求。");
    };
  }
}
