namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>One option of an option file.</summary>
/// <param name="Group">The group that it stands in.</param>
/// <param name="Name">The option's name with dashes, without a <c>loose_</c> before it.</param>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="File">The file that it stands in, which may be an included one.</param>
/// <param name="Line">The line in that file, from 1.</param>
internal sealed record OptionEntry(string Group, string Name, string? Value, string File, int Line)
{
    /// <summary>Where the option stands and what it is called, without its value, which may be a password.</summary>
    public override string ToString() => $"{File}:{Line} [{Group}] {Name}";
}
