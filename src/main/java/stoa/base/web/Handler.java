package stoa.base.web;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
  /**
   * @throws stoa.base.Refused where the request ends early
   */
  Answer handle(Visit visit, Request request) throws Exception;
}
