namespace MySqlOps.Engine.Sandbox.Programs;

/// <summary>Runs programs; a seam for tests.</summary>
internal interface IProgramRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="cancellationToken">Cancelling kills the program and what it started.</param>
    /// <returns>Its end; null when there is no such program or it can't be executed.</returns>
    Task<ProgramResult?> RunAsync(ProgramCall call, CancellationToken cancellationToken);
}
