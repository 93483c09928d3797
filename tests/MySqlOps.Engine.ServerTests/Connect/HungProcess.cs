using System.Diagnostics;
using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>A process that hangs: stopped by SIGSTOP, and going on when this is disposed of.</summary>
public sealed class HungProcess : IDisposable
{
    private readonly int _id;

    private HungProcess(int id) => _id = id;

    /// <summary>Stops a process.</summary>
    public static async Task<HungProcess> StopAsync(int id)
    {
        using var kill = Signal(id, "-STOP");
        await kill.WaitForExitAsync();
        return new HungProcess(id);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        using var kill = Signal(_id, "-CONT");
        kill.WaitForExit();
    }

    private static Process Signal(int id, string signal) => Process.Start("kill", [signal, id.ToString(CultureInfo.InvariantCulture)]);
}
