package main

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A series is one of the things that are compared: a bar of its colour in each
// group of a panel.
type series struct {
	name    string
	color   color.Color
	figures []string // of each group, "" for none
}

// A panel is one of the chart's parts. Its bars are figures divided by unit or, if
// that is zero, by the first series' figure of the group.
type panel struct {
	title  string
	groups []string
	unit   float64
	format string
	series []series
}

var (
	oursColor  = color.RGBA{0x1f, 0x77, 0xb4, 0xff}
	sdkColor   = color.RGBA{0xd9, 0x5f, 0x02, 0xff}
	fastColor  = color.RGBA{0x8c, 0xa2, 0x52, 0xff}
	plainColor = color.RGBA{0x99, 0x99, 0x99, 0xff}
)

var decodePanel = panel{
	title:  "Decoding a body: time, as a multiple of ours",
	groups: []string{"GetFederationToken", "SearchUsers", "Scan", "AssumeRole", "ListObjectsV2", "DescribeInstances"},
	format: "%.2g",
	series: []series{
		{"smithygen", oursColor, decodeFigures("ours", "ours")},
		{"sonic", fastColor, decodeFigures("sonic", "")},
		{"encoding/json and xml", plainColor, decodeFigures("encodingjson", "encodingxml")},
		{"aws-sdk-go-v2", sdkColor, decodeFigures("sdk", "sdk")},
	},
}

func decodeFigures(json, xml string) (all []string) {
	for i, body := range []string{"FederationToken", "SearchUsers", "Scan", "AssumeRole", "ListObjects", "DescribeInstances"} {
		by := json
		if i >= 3 {
			by = xml
		}
		if by != "" {
			by = "Decode/" + body + "/" + by + " sec/op"
		}
		all = append(all, by)
	}
	return all
}

var compilePanel = panel{
	title:  "Compiling a service's package: seconds of CPU",
	groups: []string{"one operation, and runtime", "all of Connect", "all of EC2"},
	unit:   1,
	format: "%.2g s",
	series: []series{
		{"smithygen", oursColor, []string{"Compile/one/ours sec", "Compile/connect/ours sec", "Compile/ec2/ours sec"}},
		{"aws-sdk-go-v2", sdkColor, []string{"", "Compile/connect/sdk sec", "Compile/ec2/sdk sec"}},
	},
}

var sizePanel = panel{
	title:  "One call in a program of net/http: KB added",
	groups: []string{"GetFederationToken"},
	unit:   1e3,
	format: "%.0f KB",
	series: []series{
		{"smithygen", oursColor, []string{"Size/token/ours bytes"}},
		{"aws-sdk-go-v2", sdkColor, []string{"Size/token/sdk bytes"}},
	},
}

// chart draws the results as an SVG picture: bars on white, so that it reads on
// any background.
func (r *results) chart(file string) error {
	const width, high, low = 24 * vg.Centimeter, 13 * vg.Centimeter, 5 * vg.Centimeter
	const right = 6 * vg.Centimeter // where the legend is
	plot.DefaultFont.Variant = "Sans"
	picture := vgsvg.New(width, high+low)
	all := draw.New(picture)
	all.SetColor(color.White)
	all.Fill(all.Rectangle.Path())
	for _, part := range []struct {
		panel  panel
		canvas draw.Canvas
	}{
		{decodePanel, draw.Crop(all, 0, -right, low, 0)},
		{compilePanel, draw.Crop(all, 0, -width/2, 0, -high)},
		{sizePanel, draw.Crop(all, width/2, 0, 0, -high)},
	} {
		if err := part.panel.draw(r, draw.Crop(part.canvas, 10, -10, 10, -10)); err != nil {
			return err
		}
	}
	legend(draw.Crop(all, width-right, -10, low, -30))
	var out bytes.Buffer
	if _, err := picture.WriteTo(&out); err != nil {
		return err
	}
	// Those who do not have the font should not see the browser's serifs.
	text := bytes.ReplaceAll(out.Bytes(), []byte("font-family:Liberation Sans"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif"))
	return os.WriteFile(file, text, 0o644)
}

// legend tells the colours of all panels.
func legend(canvas draw.Canvas) {
	l := plot.NewLegend()
	l.TextStyle.Font.Size, l.Top, l.Left = 11, true, true
	for _, s := range decodePanel.series {
		l.Add(s.name, &plotter.BarChart{Color: s.color})
	}
	l.Draw(canvas)
}

func (p panel) draw(r *results, canvas draw.Canvas) error {
	const bar = 0.36 * vg.Centimeter
	c := plot.New()
	c.Title.Text, c.Title.TextStyle.Font.Size = p.title, 13
	c.X.Min, c.X.LineStyle.Width, c.X.Tick.Length, c.X.Tick.Marker = 0, 0, 0, plot.ConstantTicks(nil)
	c.Y.Tick.Label.Font.Size = 11
	// The first group and the first series come on top.
	names := make([]string, len(p.groups))
	for i, name := range p.groups {
		names[len(names)-1-i] = name
	}
	c.NominalY(names...)
	c.Y.Tick.Length, c.Y.LineStyle.Width, c.Y.Padding = 0, 0, 12
	for i, s := range p.series {
		values, err := p.values(r, s)
		if err != nil {
			return err
		}
		bars, err := plotter.NewBarChart(values, bar)
		if err != nil {
			return err
		}
		bars.Horizontal, bars.Color, bars.LineStyle.Width = true, s.color, 0
		bars.Offset = bar * 1.1 * (vg.Length(len(p.series)-1)/2 - vg.Length(i))
		labels, err := p.labels(values, bars.Offset)
		if err != nil {
			return err
		}
		c.Add(bars, labels)
		for _, v := range values {
			c.X.Max = max(c.X.Max, v*1.1)
		}
	}
	c.Y.Min, c.Y.Max = -0.6, float64(len(p.groups))-0.4
	c.Draw(canvas)
	return nil
}

// values returns the lengths of a series' bars, the last group first; what there
// is nothing of is no bar.
func (p panel) values(r *results, s series) (plotter.Values, error) {
	values := make(plotter.Values, len(p.groups))
	for i, name := range s.figures {
		if name == "" {
			continue
		}
		f, ok := r.Figures[name]
		unit := p.unit
		if unit == 0 {
			unit = r.Figures[p.series[0].figures[i]].Median
		}
		if !ok || unit == 0 {
			return nil, fmt.Errorf("%s: not measured yet", name)
		}
		values[len(values)-1-i] = f.Median / unit
	}
	return values, nil
}

func (p panel) labels(values plotter.Values, offset vg.Length) (*plotter.Labels, error) {
	var at plotter.XYLabels
	for i, v := range values {
		if v == 0 {
			continue
		}
		at.XYs = append(at.XYs, plotter.XY{X: v, Y: float64(i)})
		at.Labels = append(at.Labels, fmt.Sprintf(p.format, math.Round(v*100)/100))
	}
	labels, err := plotter.NewLabels(at)
	if err != nil {
		return nil, err
	}
	labels.Offset = vg.Point{X: 4, Y: offset}
	for i := range labels.TextStyle {
		labels.TextStyle[i].Font, labels.TextStyle[i].YAlign = font.From(plot.DefaultFont, 9), draw.YCenter
	}
	return labels, nil
}
