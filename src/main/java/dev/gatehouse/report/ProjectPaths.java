package dev.gatehouse.report;

import java.net.URI;
import java.nio.file.Path;

/**
 * Turns addresses of files into paths a reader on another machine can use, and takes this machine's
 * folders out of texts. Immutable.
 */
final class ProjectPaths {

  private final Path project;
  private final String prefix;

  /**
   * Creates paths for a project.
   *
   * @param project the project's folder
   */
  ProjectPaths(Path project) {
    this.project = project.toAbsolutePath().normalize();
    String folder = this.project.toString();
    this.prefix = folder.endsWith("/") || folder.endsWith("\\") ? folder : folder + slash();
  }

  /**
   * Returns the file's path relative to the project with {@code /}; of a file elsewhere only its
   * folder and name.
   */
  String relative(URI uri) {
    if (!"file".equals(uri.getScheme())) {
      return uri.getSchemeSpecificPart();
    }
    Path file = Path.of(uri).toAbsolutePath().normalize();
    if (file.startsWith(project)) {
      return project.relativize(file).toString().replace('\\', '/');
    }
    int names = file.getNameCount();
    return file.subpath(Math.max(0, names - 2), names).toString().replace('\\', '/');
  }

  /** Returns what tells the file from all others: as {@link #relative}, or its whole address. */
  String identity(URI uri) {
    boolean outside =
        "file".equals(uri.getScheme())
            && !Path.of(uri).toAbsolutePath().normalize().startsWith(project);
    return outside ? uri.toString() : relative(uri);
  }

  /** Returns the text with paths into the project made relative to it. */
  String strip(String text) {
    if (prefix.length() < 3 || !text.contains(prefix.substring(0, prefix.length() - 1))) {
      return text;
    }
    return text.replace("file://" + prefix, "").replace("file:" + prefix, "").replace(prefix, "");
  }

  private String slash() {
    return project.getFileSystem().getSeparator();
  }
}
