/// <summary>Why the build stops, in words for the person who started it.</summary>
sealed class BuildException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
