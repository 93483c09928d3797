namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>A section of a help page: its own text, and its parts by their headings.</summary>
internal sealed class HelpSection
{
    private readonly List<string> _lines = [];
    private readonly List<(string Heading, List<string> Lines)> _parts = [];

    /// <summary>What stands before the first part.</summary>
    public string Text => string.Join('\n', _lines).Trim();

    /// <summary>The parts in their order, by heading.</summary>
    public IReadOnlyList<(string Heading, string Text)> Parts => [.. _parts.Select(part => (part.Heading, string.Join('\n', part.Lines).Trim()))];

    /// <summary>Begins a part.</summary>
    public void AddPart(string heading) => _parts.Add((heading, []));

    /// <summary>Adds a line to the section, or to the part that has begun.</summary>
    public void AddLine(string? part, string line) => (part is null ? _lines : _parts[^1].Lines).Add(line);
}
