using System.Reflection;

namespace MySqlOps.Tests;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static class RepositoryFiles
{
    /// <summary>The repository's root, with a separator at its end.</summary>
    public static string Root { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The full path of a file or folder.</summary>
    /// <param name="relative">Its path from the root, with slashes.</param>
    public static string Find(string relative) => Path.Combine(Root, relative);

    /// <summary>The text of a file.</summary>
    /// <param name="relative">Its path from the root, with slashes.</param>
    public static string Read(string relative) => File.ReadAllText(Find(relative));

    /// <summary>The files below a folder as paths from the root with slashes, in order; none when there is no such folder.</summary>
    /// <param name="folder">The folder's path from the root.</param>
    /// <param name="pattern">Which files, as *.cs.</param>
    public static IReadOnlyList<string> List(string folder, string pattern)
    {
        var start = Find(folder);
        if (!Directory.Exists(start))
            return [];
        return [.. Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
