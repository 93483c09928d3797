namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>A <c>[name]</c> and the lines up to the next one, kept as bytes so that what is not understood stays as it was.</summary>
/// <param name="Name">The name; null for lines before the first one, which are blank.</param>
/// <param name="Lines">All the lines, that of the name first.</param>
internal sealed record LoginPathSection(string? Name, List<byte[]> Lines)
{
    /// <summary>True for the login path of that name; the client programs tell names apart without case.</summary>
    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
