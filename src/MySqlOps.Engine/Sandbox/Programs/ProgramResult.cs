namespace MySqlOps.Engine.Sandbox.Programs;

/// <summary>What a program left behind when it ended.</summary>
/// <param name="ExitCode">Its exit code; null when it took too long and was killed.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProgramResult(int? ExitCode, string Output, string Error)
{
    /// <summary>True when the program itself said that all went well.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>How it ended and the last lines of what it complained about, for a message.</summary>
    public string Complaint
    {
        get
        {
            var said = string.IsNullOrWhiteSpace(Error) ? Output : Error;
            var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var how = ExitCode is { } code ? $"exit code {code}" : "it took too long and was ended";
            return lines.Length == 0 ? how : $"{how}: {string.Join(" | ", lines.TakeLast(5))}";
        }
    }
}
