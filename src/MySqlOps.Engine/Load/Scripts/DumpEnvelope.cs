namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// The comments that mysqldump and mariadb-dump begin and end with. A script that has the first and lacks the last was cut off. Dumps may follow one another in one script.
/// </summary>
internal sealed class DumpEnvelope
{
    /// <summary>How much of a comment must be seen.</summary>
    public const int LongestMark = 20;

    /// <summary>True when a dump began and has not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Takes in a comment before or after a statement.</summary>
    public void See(ReadOnlySpan<byte> comment)
    {
        if (comment.StartsWith("-- MySQL dump "u8) || comment.StartsWith("-- MariaDB dump "u8))
            IsOpen = true;
        else if (comment.StartsWith("-- Dump completed"u8))
            IsOpen = false;
    }
}
