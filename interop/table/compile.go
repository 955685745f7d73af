package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

const official = "github.com/aws/aws-sdk-go-v2/service/"

var compiled = []struct {
	name     string
	packages []string
}{
	{"connect/ours", []string{generatedPath + "/whole/connect"}},
	{"connect/sdk", []string{official + "connect"}},
	{"ec2/ours", []string{generatedPath + "/whole/ec2"}},
	{"ec2/sdk", []string{official + "ec2"}},
	{"one/ours", []string{generatedPath + "/one/connect", generatedPath + "/wire"}},
	{"wire/ours", []string{generatedPath + "/wire"}},
}

// compile measures what the compiler takes for packages alone: CPU time, and
// memory of the process at its largest.
func (b *bench) compile() error {
	cpu, memory := make(map[string][]float64), make(map[string][]float64)
	for _, c := range compiled {
		for _, pkg := range c.packages {
			if err := buildImports(pkg); err != nil {
				return err
			}
		}
	}
	for range min(b.runs, 6) { // half a minute and more for each package
		for _, c := range compiled {
			var sec, bytes float64
			for _, pkg := range c.packages {
				s, m, err := b.compileOne(pkg)
				if err != nil {
					return err
				}
				sec, bytes = sec+s, max(bytes, m)
			}
			cpu[c.name], memory[c.name] = append(cpu[c.name], sec), append(memory[c.name], bytes)
		}
	}
	for _, c := range compiled {
		b.results.set("Compile/"+c.name+" sec", cpu[c.name])
		b.results.set("Compile/"+c.name+" bytes", memory[c.name])
	}
	return nil
}

// buildImports builds everything that a package imports, so that only the package
// itself is left to do.
func buildImports(pkg string) error {
	out, err := exec.Command("go", "list", "-deps", pkg).Output()
	if err != nil {
		return fmt.Errorf("go list -deps %s: %w", pkg, err)
	}
	deps := slices.DeleteFunc(strings.Fields(string(out)), func(dep string) bool { return dep == pkg || dep == "unsafe" })
	return command(".", "go", append([]string{"build"}, deps...)...)
}

// The go command runs tools through this program if it is asked to by a build
// with -toolexec; these variables tell the program so.
const (
	toolexecLog     = "SMITHYGEN_TOOLEXEC_LOG"
	toolexecPackage = "SMITHYGEN_TOOLEXEC_PACKAGE"
)

// compileOne compiles a package. A flag that changes nothing makes the go command
// take the package for one that it has not compiled yet; since toolexec fails, it
// never takes it for compiled either.
func (b *bench) compileOne(pkg string) (sec, bytes float64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, 0, err
	}
	log := filepath.Join(b.temp, "toolexec")
	cmd := exec.Command("go", "build", "-toolexec", self, "-gcflags="+pkg+"=-D=measured", pkg)
	cmd.Env = append(os.Environ(), toolexecLog+"="+log, toolexecPackage+"="+pkg)
	said, _ := cmd.CombinedOutput()
	text, err := os.ReadFile(log)
	if err != nil {
		return 0, 0, fmt.Errorf("%s was not compiled: %w\n%s", pkg, err, said)
	}
	if _, err := fmt.Sscan(string(text), &sec, &bytes); err != nil {
		return 0, 0, err
	}
	return sec, bytes, os.Remove(log)
}

// toolexec runs a tool. If it is the compiler of the package that is measured,
// what it took goes to the log, and the build ends there.
func toolexec(log string, args []string) (status int) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	at := slices.Index(args, "-p")
	if tool := strings.TrimSuffix(filepath.Base(args[0]), ".exe"); tool != "compile" || at < 0 || args[at+1] != os.Getenv(toolexecPackage) {
		return 0
	}
	sec := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	took := fmt.Sprintln(sec.Seconds(), maxMemory(cmd.ProcessState))
	if err := os.WriteFile(log, []byte(took), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return 1
}

// maxMemory returns the largest size that a process had in memory, in bytes.
func maxMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss
	}
	return usage.Maxrss * 1024
}
