namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>One package list that this machine's apt uses, as <c>apt-get indextargets</c> describes it.</summary>
internal sealed record AptTarget
{
    /// <summary>The archive's address.</summary>
    public required string Uri { get; init; }

    /// <summary>The suite as the machine's configuration names it, as <c>bookworm</c>.</summary>
    public required string Release { get; init; }

    /// <summary>Who publishes the archive, as <c>Debian</c>; empty before the first apt-get update.</summary>
    public required string Origin { get; init; }

    /// <summary>Reads what <c>apt-get indextargets</c> prints: paragraphs of "Name: value" lines.</summary>
    public static IReadOnlyList<AptTarget> ParseAll(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(Fields)
            .Where(fields => fields.ContainsKey("Repo-URI"))
            .Select(fields => new AptTarget
            {
                Uri = fields["Repo-URI"],
                Release = fields.GetValueOrDefault("Release", ""),
                Origin = fields.GetValueOrDefault("Origin", ""),
            })
            .Distinct(),
    ];

    private static Dictionary<string, string> Fields(string paragraph)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in paragraph.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
                fields[line[..colon]] = line[(colon + 2)..].Trim();
        }

        return fields;
    }
}
