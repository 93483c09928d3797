using System.Text.RegularExpressions;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>What MySqlOps.psd1 says, read as text: no PowerShell runs here.</summary>
internal static class ModuleManifest
{
    private static readonly string Text = RepositoryFiles.Read("MySqlOps.psd1");

    /// <summary>The names of the cmdlets that the module exports.</summary>
    public static IReadOnlyList<string> Cmdlets { get; } = List("CmdletsToExport");

    /// <summary>The names of the cmdlets, as the data of a theory.</summary>
    public static TheoryData<string> CmdletData => [.. Cmdlets];

    /// <summary>A setting that is one text.</summary>
    public static string Setting(string name) => Regex.Match(Text, $@"(?m)^\s*{name}\s*=\s*'([^']*)'").Groups[1].Value;

    /// <summary>A setting that is a list of texts.</summary>
    public static IReadOnlyList<string> List(string name) =>
        [.. Regex.Matches(Regex.Match(Text, $@"(?m)^\s*{name}\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];
}
