package stoa.base.view;

import stoa.base.Paging;

/**
 * Numbered pages with stable addresses.
 *
 * @param base the address of the first page
 * @param query what follows the path up to the number: {@code "?page="} or {@code
 *     "?sort=new&page="}
 */
public record Pager(Paging paging, String base, String query) {
  /** The address of that page; the first one has no number, so that it has one address only. */
  public String url(int page) {
    return page == 1 ? firstUrl() : base + query + page;
  }

  private String firstUrl() {
    int end = query.lastIndexOf("page=");
    String rest = query.substring(0, end);
    return base + rest.substring(0, Math.max(0, rest.length() - 1));
  }
}
