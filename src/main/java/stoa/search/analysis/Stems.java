package stoa.search.analysis;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Stems of English words (Porter2). The words that a text is mostly made of are few, so the last
 * one is kept in each of some thousand places: a stem costs more than all else of a word's
 * analysis.
 */
final class Stems {
  private static final int PLACES = 8_192;

  private record Stem(String word, String stem) {}

  private final AtomicReferenceArray<Stem> kept = new AtomicReferenceArray<>(PLACES);

  String of(String word) {
    int place = (word.hashCode() * 0x9E3779B1) >>> 19;
    var known = kept.getAcquire(place);
    if (known != null && known.word().equals(word)) {
      return known.stem();
    }
    var stemmer = new EnglishStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    String stem = stemmer.getCurrent();
    kept.setRelease(place, new Stem(word, stem.equals(word) ? word : stem));
    return stem;
  }
}
