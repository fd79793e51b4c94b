package stoa.crawler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import stoa.base.Refused;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.RateLimits;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/**
 * The addresses that everybody may read. Topics stand in parts by their ids, so that a part is one
 * short walk along an index, and a new topic changes the last one alone. No copies are kept: a part
 * has a megabyte, and programs that read them come seldom.
 */
final class SitemapPages {
  /** Addresses in one file; the protocol allows 50,000. */
  static final int MOST = 10_000;

  private static final String TYPE = "application/xml; charset=utf-8";
  private static final int PER_MINUTE = 60;

  private final SitemapQueries queries;
  private final SitemapText text;
  private final RateLimits rates;
  private final RateLimits.Rule rule;

  SitemapPages(SitemapQueries queries, SitemapText text, RateLimits rates) {
    this.queries = queries;
    this.text = text;
    this.rates = rates;
    this.rule = rates.rule("sitemaps_minute", PER_MINUTE, Duration.ofMinutes(1));
  }

  /** All addresses where they are few, otherwise the parts: the boards, then the topics. */
  Answer all(Visit visit, Request request) {
    rates.take(rule, request.client());
    long parts = parts();
    if (parts <= 1) {
      var all = boards();
      all.addAll(topics(1));
      if (all.size() <= MOST) {
        return Answer.text(TYPE, text.addresses(all));
      }
    }
    var active = queries.lastPosts(MOST);
    return Answer.text(
        TYPE,
        text.parts(
            LongStream.rangeClosed(0, parts)
                .mapToObj(part -> new Place("/sitemap-" + part + ".xml", active.get(part)))
                .toList()));
  }

  /** One of the parts; that of the boards is 0. */
  Answer part(Visit visit, Request request) {
    rates.take(rule, request.client());
    long part = request.number("part");
    if (part > parts()) {
      throw Refused.notFound();
    }
    return Answer.text(TYPE, text.addresses(part == 0 ? boards() : topics(part)));
  }

  private long parts() {
    return (queries.lastTopic() + MOST - 1) / MOST;
  }

  private List<Place> boards() {
    var places = new ArrayList<>(List.of(new Place("/", null)));
    queries.boards().forEach(slug -> places.add(new Place(Urls.board(slug), null)));
    return places;
  }

  private List<Place> topics(long part) {
    return queries.topics((part - 1) * MOST + 1, part * MOST);
  }
}
