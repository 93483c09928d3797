using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Programs that are not run: a function says how each call ends, and all calls are kept.</summary>
/// <param name="answer">How a call ends; null for a program that is not there.</param>
internal sealed class FakePrograms(Func<ProgramCall, ProgramResult?> answer) : IProgramRunner
{
    private readonly List<ProgramCall> _calls = [];

    /// <summary>What was run.</summary>
    public IReadOnlyList<ProgramCall> Calls => _calls;

    /// <summary>A program that ends well.</summary>
    public static ProgramResult Good(string output = "") => new(0, output, "");

    /// <summary>A program that fails.</summary>
    public static ProgramResult Bad(string error) => new(100, "", error);

    /// <inheritdoc />
    public Task<ProgramResult?> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _calls.Add(call);
        return Task.FromResult(answer(call));
    }
}
