namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>An archive that this machine's apt is set to use, and what to take from it.</summary>
internal sealed record AptArchive
{
    /// <summary>The archive's address, as the machine's own configuration has it.</summary>
    public required string Uri { get; init; }

    /// <summary>The value of Signed-By there: key files, fingerprints or a whole key over several lines; null when the system's keys are used.</summary>
    public string? SignedBy { get; init; }

    /// <summary>The suite with a MySQL server in it.</summary>
    public required string Suite { get; init; }

    /// <summary>The suite's components, separated by spaces.</summary>
    public required string Components { get; init; }

    /// <summary>The packages whose closure is a server, its clients and the router.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>The archive as a file of apt's sources.list.d (sources.list(5), "DEB822-STYLE FORMAT").</summary>
    public string ToSources() =>
        $"Types: deb\nURIs: {Uri}\nSuites: {Suite}\nComponents: {Components}\n{(SignedBy is null ? "" : $"Signed-By: {SignedBy}\n")}";
}
