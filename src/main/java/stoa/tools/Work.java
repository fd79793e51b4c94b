package stoa.tools;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import stoa.account.OperatorAccounts;
import stoa.base.config.Secret;
import stoa.base.config.Settings;

/**
 * What the commands have done for them by {@code App}, the only place that can build the forum. A
 * returned text is the command's result and goes to stdout; a {@link stoa.base.StartFault} is its
 * refusal in one line.
 */
public interface Work {
  /** Runs the server and returns once it has been stopped. */
  void serve(Settings settings) throws Exception;

  /** Brings the database up to date. */
  String migrate(Settings settings) throws Exception;

  String addUser(Settings settings, NewUser user) throws Exception;

  /** Puts a member, by name or address, into a group. */
  String putInto(Settings settings, String nameOrEmail, String group) throws Exception;

  /** Gives a member another password and signs them out everywhere. */
  String setPassword(Settings settings, String nameOrEmail, Secret password) throws Exception;

  /** All members, in the order in which they came. */
  void listUsers(Settings settings, Consumer<OperatorAccounts.Line> taker) throws Exception;

  /**
   * @param messages where progress is shown
   */
  String importStackExchange(Settings settings, Path folder, PrintStream messages) throws Exception;

  /**
   * Makes the search index anew; a running server does it itself and goes on meanwhile.
   *
   * @param messages where progress is shown
   */
  String reindex(Settings settings, PrintStream messages) throws Exception;

  /**
   * Serves a forum of its own in a temporary folder, whatever the settings say, and reads its pages
   * many times, so that a JVM that watches learns what serving needs.
   */
  String train() throws Exception;
}
