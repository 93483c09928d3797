using System.Text.RegularExpressions;
using MySqlOps.Engine.Foundation;
using MySqlOps.Tests;

namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>
/// about_MySqlOps_Errors explains every error id: the id alone on a line, four blanks in, and below it, eight blanks in,
/// what it means and what to do.
/// </summary>
public sealed partial class ErrorTopicTests
{
    private static readonly Lazy<string> Topic = new(() => RepositoryFiles.Read("en-US/about_MySqlOps_Errors.help.txt"));

    public static TheoryData<ErrorId> Ids => [.. Enum.GetValues<ErrorId>()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryErrorIsExplained(ErrorId id)
    {
        Assert.Matches($@"(?m)^ {{4}}{id}\r?\n {{8}}\S", Topic.Value);
    }

    [Fact]
    public void NoErrorIsExplainedThatDoesNotExist()
    {
        var unknown = Heading().Matches(Topic.Value).Select(match => match.Groups["id"].Value).Except(Enum.GetNames<ErrorId>());

        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"^ {4}(?<id>[A-Z]\w+)\r?\n {8}", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
