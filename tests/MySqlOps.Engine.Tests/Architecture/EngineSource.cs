using System.Text.RegularExpressions;
using MySqlOps.Tests;

namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>One source file of the engine, as the tests of the architecture read it.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="Area">The room it stands in: the first folder below the project.</param>
/// <param name="Code">Its text without comments, so that prose may name what code may not.</param>
internal sealed partial record EngineSource(string Path, string Area, string Code)
{
    private const string Project = "src/MySqlOps.Engine/";

    /// <summary>Every source file of the engine.</summary>
    public static IReadOnlyList<EngineSource> All { get; } = [.. RepositoryFiles.List(Project, "*.cs").Select(Read)];

    /// <summary>The areas whose names this file writes, its own not counted.</summary>
    public IEnumerable<string> UsedAreas =>
        AreaName().Matches(Code)
            .Select(match => match.Groups["area"].Value)
            .Where(area => area != Area)
            .Distinct(StringComparer.Ordinal);

    private static EngineSource Read(string path)
    {
        var inside = path[Project.Length..];
        return new EngineSource(
            path,
            inside.Contains('/', StringComparison.Ordinal) ? inside[..inside.IndexOf('/', StringComparison.Ordinal)] : "",
            LineComment().Replace(RepositoryFiles.Read(path), ""));
    }

    [GeneratedRegex(@"MySqlOps\.Engine\.(?<area>[A-Z]\w*)")]
    private static partial Regex AreaName();

    [GeneratedRegex(@"(?<=^|\s)//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex LineComment();
}
