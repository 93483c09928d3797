using System.ComponentModel;
using System.Diagnostics;

namespace MySqlOps.Engine.Sandbox;

/// <summary>A process, told apart from a later one with the same id by its start.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartedAt">When it started.</param>
internal sealed record ProcessIdentity(int Id, DateTimeOffset StartedAt)
{
    /// <summary>The system gives the start relative to boot, so that a corrected clock shifts it a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The process that runs this.</summary>
    public static ProcessIdentity Current()
    {
        using var self = Process.GetCurrentProcess();
        return new ProcessIdentity(self.Id, new DateTimeOffset(self.StartTime).ToUniversalTime());
    }

    /// <summary>True while the process lives.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            return !process.HasExited && (new DateTimeOffset(process.StartTime) - StartedAt).Duration() < Tolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there and somebody else's: better to wait for it than to take its work away.
            return true;
        }
    }
}
